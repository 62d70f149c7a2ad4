import { expect, test } from "vitest";
import { createSeenRows, keyOf, type SeenRow } from "./seen-rows.ts";

const row = (name: string): SeenRow => ({ tokenId: name, digest: `sha256-${name}` });

/** A window whose time moves only when a test says so; every report is answered at once. */
function open() {
  let now = 0;
  const timers: { at: number; callback: () => void }[] = [];
  const reports: string[][] = [];
  let seen: ReadonlySet<string> = new Set();
  const rows = createSeenRows({
    report: async (visible) => void reports.push(visible.map(({ tokenId }) => tokenId)),
    painted: () => Promise.resolve(),
    after: (milliseconds, callback) => timers.push({ at: now + milliseconds, callback }),
    now: () => now,
    onSeen: (keys) => (seen = keys),
  });
  async function pass(milliseconds: number): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    now += milliseconds;
    for (const timer of timers.splice(0))
      if (timer.at <= now) timer.callback();
      else timers.push(timer);
  }
  return { rows, reports, pass, seen: () => [...seen].map((key) => key.split(" ")[0]) };
}

test("a row counts once it was on the screen for more than half a second, and goes on counting when it has gone", async () => {
  const { rows, pass, seen } = open();
  rows.show([row("a"), row("b")]);
  await pass(500);
  expect(seen()).toEqual([]);
  await pass(100);
  expect(seen()).toEqual(["a", "b"]);
  rows.show([row("c")]);
  await pass(600);
  expect(seen()).toEqual(["a", "b", "c"]);
});

test("a row that was scrolled past does not count; one that stayed while others moved does", async () => {
  const { rows, pass, seen } = open();
  rows.show([row("a"), row("b")]);
  await pass(300);
  rows.show([row("b"), row("c")]);
  await pass(300);
  expect(seen()).toEqual(["b"]);
});

test("rows that come and go while a report is under way are told of as they are at its end", async () => {
  const { rows, reports, pass } = open();
  rows.show([row("a")]);
  rows.show([row("b")]);
  rows.show([row("c")]);
  await pass(0);
  expect(reports).toEqual([["c"]]);
});

test("another request of the same gate is another row", () => {
  expect(keyOf(row("a"))).not.toBe(keyOf({ tokenId: "a", digest: "sha256-other" }));
});
