import { Notification } from "electron";
import type { NoticeOutcome } from "#ipc/diagnostics.ts";
import type { Words } from "./words.ts";

const PATIENCE_MS = 1_500;

/** Shows one notification to see whether any can; it is about nothing and decides nothing. */
export function showTestNotice(words: Words): Promise<NoticeOutcome> {
  if (!Notification.isSupported()) return Promise.resolve("unsupported");
  const notification = new Notification({ title: words.say("test.title"), body: words.say("test.body") });
  return new Promise((resolve) => {
    // Most systems say nothing at all about a notification that they took.
    const patience = setTimeout(() => resolve("handed-over"), PATIENCE_MS);
    notification.once("failed", () => {
      clearTimeout(patience);
      resolve("refused");
    });
    notification.once("show", () => {
      clearTimeout(patience);
      resolve("handed-over");
    });
    notification.show();
  });
}
