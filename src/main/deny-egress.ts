import type { Session } from "electron";
import { isWindowUrl } from "./window-url.ts";

/** SECURITY: a second wall behind the content security policy: the window's session reaches its own files and nothing else. */
export function denyEgress(session: Session, report: (url: string) => void): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    // The inspector of a development build loads its own pages from this scheme.
    const allowed = isWindowUrl(details.url) || details.url.startsWith("devtools://");
    if (!allowed) report(details.url);
    callback({ cancel: !allowed });
  });
}
