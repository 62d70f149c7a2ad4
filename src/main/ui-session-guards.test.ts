import type { Session } from "electron";
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { confineToLoopback } from "./confine-to-loopback.ts";
import { denyDownloads } from "./deny-downloads.ts";
import { denyEgress } from "./deny-egress.ts";
import { denyPermissions } from "./deny-permissions.ts";

type RequestFilter = (details: { readonly url: string }, callback: (answer: { cancel: boolean }) => void) => void;

/** Asks the filter that was put on a session about an address: true where the request is cancelled. */
function filterOf(install: (session: Session) => void): (url: string) => boolean {
  let filter: RequestFilter | undefined;
  const webRequest = { onBeforeRequest: (given: RequestFilter) => void (filter = given) };
  install({ webRequest } as unknown as Session);
  return (url) => {
    let cancelled = false;
    filter?.({ url }, ({ cancel }) => (cancelled = cancel));
    return cancelled;
  };
}

test("the window's session reaches its own files and nothing else", () => {
  const reported: string[] = [];
  const isCancelled = filterOf((session) => denyEgress(session, (url) => reported.push(url)));
  const elsewhere = [
    "https://evil.dev/",
    "http://127.0.0.1:3030/",
    "ws://x/",
    "file:///etc/passwd",
    "app://other/a.js",
  ];
  expect(elsewhere.map(isCancelled)).toEqual(elsewhere.map(() => true));
  expect(reported).toEqual(elsewhere);
  expect(isCancelled("app://ui/assets/index.js")).toBe(false);
});

test("the old runtime speaks to this machine alone", () => {
  const isCancelled = filterOf(confineToLoopback);
  expect(["https://api.trigger.dev/", "http://127.0.0.1.evil.dev/", "http://127.0.0.1:3030/"].map(isCancelled)).toEqual(
    [true, true, false],
  );
});

test("every permission, device and screen is denied", () => {
  const answers: unknown[] = [];
  denyPermissions({
    setPermissionRequestHandler: (
      ask: (contents: null, permission: string, answer: (granted: boolean) => void) => void,
    ) => ask(null, "clipboard-read", (granted) => answers.push(granted)),
    setPermissionCheckHandler: (check: () => boolean) => answers.push(check()),
    setDevicePermissionHandler: (check: () => boolean) => answers.push(check()),
    setDisplayMediaRequestHandler: (ask: (request: null, answer: (streams: object) => void) => void) =>
      ask(null, (streams) => answers.push(streams)),
  } as unknown as Session);
  expect(answers).toEqual([false, false, false, {}]);
});

test("a download is stopped before it begins", () => {
  const session = new EventEmitter();
  denyDownloads(session as unknown as Session);
  let isPrevented = false;
  session.emit("will-download", { preventDefault: () => (isPrevented = true) });
  expect(isPrevented).toBe(true);
});
