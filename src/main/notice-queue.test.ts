import { expect, test } from "vitest";
import type { Alert } from "#core/alert.ts";
import { createNoticeQueue } from "./notice-queue.ts";
import type { Notice } from "./notice.ts";

function openTestQueue() {
  const shown: string[] = [];
  const waits: number[] = [];
  let pending: (() => void) | undefined;
  const queue = createNoticeQueue({
    show: (notice) => shown.push(notice.title),
    coalesce: (about) => ({ title: `${about.length} at once`, body: "", urgent: false, about }),
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
  const about: Alert[] = [{ kind: "new", tokenId: `waitpoint_${title}`, urgency: "normal" }];
  return { title, body: "", urgent, about };
}

test("notices come a second apart, urgent ones first", () => {
  const { queue, shown, waits, runAll } = openTestQueue();
  for (const each of [notice("first"), notice("urgent", true), notice("last")]) queue.push(each);
  runAll();
  expect({ shown, waits }).toEqual({ shown: ["urgent", "first", "last"], waits: [0, 1000, 1000, 1000] });
});

test("more than three at once are one sentence; what the console says of itself is not counted", () => {
  const { queue, shown, runAll } = openTestQueue();
  queue.push({ ...notice("keeps running"), about: [] });
  for (let gate = 0; gate < 40; gate++) queue.push(notice(`gate ${gate}`, gate === 7));
  runAll();
  expect(shown).toEqual(["40 at once", "keeps running"]);
});

test("what is settled before its turn is not shown, and one of many does not take the others along", () => {
  const { queue, shown, runAll } = openTestQueue();
  for (const each of [notice("settled"), notice("stays")]) queue.push(each);
  const both = [...notice("one").about, ...notice("two").about];
  queue.push({ title: "both", body: "", urgent: false, about: both });
  queue.withdraw(["waitpoint_settled", "waitpoint_one"]);
  runAll();
  expect(shown).toEqual(["stays", "both"]);
});

test("after closing nothing more is shown", () => {
  const { queue, shown, runAll } = openTestQueue();
  queue.push(notice("late"));
  queue.close();
  runAll();
  expect(shown).toEqual([]);
});
