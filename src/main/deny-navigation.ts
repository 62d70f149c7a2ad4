import type { App, Event } from "electron";
import { WINDOW_URL } from "./window-url.ts";

interface Navigation extends Event {
  readonly url: string;
}

/** SECURITY: the window stays where it was opened, opens no other and embeds nothing, whoever asks and in whatever way. */
export function denyNavigation(app: App, report: (what: string) => void): void {
  app.on("web-contents-created", (_created, contents) => {
    const refuse = (event: Navigation): void => {
      if (event.url === WINDOW_URL) return;
      event.preventDefault();
      report(`navigation to ${originOf(event.url)}`);
    };
    contents.on("will-navigate", refuse);
    contents.on("will-frame-navigate", refuse);
    contents.on("will-redirect", refuse);
    contents.on("will-attach-webview", (event) => {
      event.preventDefault();
      report("a webview");
    });
    contents.setWindowOpenHandler(({ url }) => {
      report(`a new window for ${originOf(url)}`);
      return { action: "deny" };
    });
  });
}

/** Only where it wanted to go: the rest of the address may hold what somebody tried to smuggle out. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "an address that does not parse";
}
