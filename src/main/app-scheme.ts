import { protocol, type Session } from "electron";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import type { WindowFile } from "./window-files.ts";
import { isWindowUrl } from "./window-url.ts";

/** Makes `app:` a real origin, so that CSP, storage and same-origin rules hold. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);
}

/**
 * Serves the window's files, with the content security policy on every answer, in that session only; `onRead` hears of
 * each file that Chromium takes.
 */
export function serveAppScheme(
  session: Session,
  files: ReadonlyMap<string, WindowFile>,
  onRead: (path: string) => void,
): void {
  session.protocol.handle("app", (request) => {
    const url = new URL(request.url);
    // SECURITY: an exact look-up. No decoding, no joining, so no spelling of a path leads anywhere else.
    const file = isWindowUrl(request.url) && url.search === "" ? files.get(url.pathname) : undefined;
    if (file === undefined || request.method !== "GET") return new Response("Not found", { status: 404, headers });
    return new Response(
      readOnce(file.body, () => onRead(url.pathname)),
      { headers: { ...headers, "content-type": file.type } },
    );
  });
}

/** All of it in one piece; says so when it is taken. */
function readOnce(body: Uint8Array, onRead: () => void): ReadableStream {
  const pull = (controller: ReadableStreamDefaultController): void => {
    controller.enqueue(new Uint8Array(body));
    controller.close();
    onRead();
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

const headers = {
  "content-type": "text/plain; charset=utf-8",
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
};
