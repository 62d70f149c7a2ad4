import type { Session } from "electron";

/** True for an address on this machine. Literals and the one reserved name; nothing that would have to be resolved. */
export function isLoopbackUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === "127.0.0.1" || hostname === "[::1]" || hostname === "localhost";
}

/** SECURITY: an end-of-life Chromium talks to this machine only. The runtime's own resolver rules say the same. */
export function confineToLoopback(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isLoopbackUrl(details.url) }));
}
