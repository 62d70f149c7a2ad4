import "#main/prelude.ts";
import { app } from "electron";
import { createNoticeQueue } from "#main/notice-queue.ts";
import { type Notice, presentAlerts } from "#main/notice.ts";
import { createNotifications } from "#main/notifier.ts";
import { createWords } from "#main/words.ts";

// The real notifier in a real Electron without a window: sends what it is told to and ends.
const { NOTICES = "[]", WITHDRAW = "[]" } = process.env;
const SETTLED_AFTER_MS = 1_500;

void probe();

async function probe(): Promise<void> {
  await app.whenReady();
  const words = createWords(() => ({ tag: "en-GB", language: "en" }));
  const notifications = createNotifications(() => undefined);
  const queue = createNoticeQueue({
    show: (notice) => notifications.show(notice),
    coalesce: (alerts) => presentAlerts(words, alerts),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  for (const notice of JSON.parse(NOTICES) as Notice[]) queue.push(notice);
  setTimeout(() => {
    const settled = JSON.parse(WITHDRAW) as string[];
    queue.withdraw(settled);
    notifications.withdraw(settled);
  }, SETTLED_AFTER_MS);
  setTimeout(() => app.exit(0), 2500);
}
