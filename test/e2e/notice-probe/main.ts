import "#main/prelude.ts";
import { app } from "electron";
import { createNoticeQueue } from "#main/notice-queue.ts";
import { showNotification } from "#main/notifier.ts";

// The real notifier in a real Electron without a window: sends what it is told to and ends.
const { NOTICES = "[]" } = process.env;

void probe();

async function probe(): Promise<void> {
  await app.whenReady();
  const queue = createNoticeQueue({
    show: (notice) => showNotification(notice, () => undefined),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const notices = JSON.parse(NOTICES) as Parameters<typeof queue.notify>[0][];
  for (const notice of notices) queue.notify(notice);
  setTimeout(() => app.exit(0), 2500);
}
