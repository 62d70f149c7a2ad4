import type { App } from "electron";
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { denyNavigation } from "./deny-navigation.ts";

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** A page as Electron hands it over, with what was refused of it. */
function openContents() {
  const refused: string[] = [];
  const app = new EventEmitter();
  denyNavigation(app as unknown as App, (what) => refused.push(what));
  let open: OpenHandler = () => ({ action: "allow" });
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => {
      open = handler;
    },
  });
  app.emit("web-contents-created", {}, contents);
  const prevented = (event: string, url: string): boolean => {
    let isPrevented = false;
    contents.emit(event, { url, preventDefault: () => (isPrevented = true) });
    return isPrevented;
  };
  return { refused, prevented, open: (url: string) => open({ url }).action };
}

test.each(["will-navigate", "will-frame-navigate", "will-redirect"])(
  "%s leads nowhere but to the page itself",
  (event) => {
    const { prevented, refused } = openContents();
    const elsewhere = [
      "https://evil.dev/?secret=1",
      "file:///etc/passwd",
      "app://ui/other.html",
      "app://ui/index.html#x",
    ];
    expect(elsewhere.map((url) => prevented(event, url))).toEqual([true, true, true, true]);
    expect(prevented(event, "app://ui/index.html")).toBe(false);
    expect(refused[0]).toBe("navigation to https://evil.dev");
  },
);

test("nothing is embedded and no window opens, not even on the page itself", () => {
  const { prevented, open } = openContents();
  expect([prevented("will-attach-webview", ""), open("https://evil.dev/"), open("app://ui/index.html")]).toEqual([
    true,
    "deny",
    "deny",
  ]);
});
