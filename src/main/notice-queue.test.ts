import { expect, test } from "vitest";
import { createNoticeQueue, type Notice } from "./notice-queue.ts";

function openTestQueue() {
  const shown: string[] = [];
  const waits: number[] = [];
  let pending: (() => void) | undefined;
  const queue = createNoticeQueue({
    show: (notice) => shown.push(notice.title),
    after: (milliseconds, callback) => {
      waits.push(milliseconds);
      pending = callback;
      return () => (pending = undefined);
    },
  });
  const runAll = (): void => {
    while (pending !== undefined) {
      const callback = pending;
      pending = undefined;
      callback();
    }
  };
  return { queue, shown, waits, runAll };
}

function notice(title: string, urgent = false): Notice {
  return { title, body: "", urgent };
}

test("notices come a second apart, urgent ones first", () => {
  const { queue, shown, waits, runAll } = openTestQueue();
  for (const each of [notice("first"), notice("urgent", true), notice("last")]) queue.notify(each);
  runAll();
  expect({ shown, waits }).toEqual({ shown: ["urgent", "first", "last"], waits: [0, 1000, 1000, 1000] });
});

test("more than three at once are one sentence", () => {
  const { queue, shown, runAll } = openTestQueue();
  for (let gate = 0; gate < 40; gate++) queue.notify(notice(`gate ${gate}`, gate === 7));
  runAll();
  expect(shown).toEqual(["40 gates wait for you"]);
});

test("after closing nothing more is shown", () => {
  const { queue, shown, runAll } = openTestQueue();
  queue.notify(notice("late"));
  queue.close();
  runAll();
  expect(shown).toEqual([]);
});
