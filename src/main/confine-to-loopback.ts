import type { App, Session } from "electron";

/** SECURITY: for what asks past every session of ours. Must run before the app is ready. */
export function confineResolver(app: App): void {
  app.commandLine.appendSwitch(
    "host-resolver-rules",
    "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE [::1]",
  );
  app.commandLine.appendSwitch("proxy-server", "direct://");
}

/** True for an address on this machine. Literals and the one reserved name; nothing that would have to be resolved. */
export function isLoopbackUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === "127.0.0.1" || hostname === "[::1]" || hostname === "localhost";
}

/** SECURITY: an end-of-life Chromium talks to this machine only. The resolver's rules say the same. */
export function confineToLoopback(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isLoopbackUrl(details.url) }));
}
