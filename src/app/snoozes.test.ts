import { expect, test } from "vitest";
import { createMemorySnoozes } from "#adapters/fake/memory-snoozes.ts";
import type { BookedGate } from "#app/gate-book.ts";
import type { StoredGate } from "#app/ports.ts";
import { parseGateTags } from "#core/gate-tags.ts";
import { SNOOZE_MARGIN_MS } from "#core/snooze.ts";
import { createSnoozes } from "./snoozes.ts";

const MINUTE = 60_000;
const TOKEN = "waitpoint_000000000000";

function booked(part: Partial<StoredGate> = {}): BookedGate {
  const gate: StoredGate = {
    environmentId: "dev",
    tokenId: TOKEN,
    tags: ["countersign", "urgency:normal"],
    status: "WAITING",
    createdAt: 0,
    firstSeenAt: 0,
    ...part,
  };
  return { gate, tags: parseGateTags(gate.tags), deadline: gate.timeoutAt, searchText: "" };
}

function openSnoozes(store = createMemorySnoozes(), first = booked()) {
  let now = 0;
  let gate: BookedGate | undefined = first;
  const timers = new Map<object, { at: number; callback: () => void }>();
  const woken: string[] = [];
  const snoozes = createSnoozes({
    store,
    timer: {
      after: (milliseconds, callback) => {
        const key = {};
        timers.set(key, { at: now + milliseconds, callback });
        return () => void timers.delete(key);
      },
    },
    gateOf: () => gate,
    now: () => now,
    onWake: (gates) => woken.push(...gates.map((one) => one.gate.tokenId)),
    complain: (error) => {
      throw error;
    },
  });
  function pass(milliseconds: number): void {
    const end = now + milliseconds;
    for (;;) {
      const next = [...timers].filter(([, { at }]) => at <= end).toSorted((a, b) => a[1].at - b[1].at)[0];
      if (next === undefined) break;
      timers.delete(next[0]);
      now = Math.max(now, next[1].at);
      next[1].callback();
    }
    now = end;
  }
  return { snoozes, store, woken, pass, become: (next: BookedGate | undefined) => (gate = next), timers };
}

test("a snoozed gate sleeps for its time, is told of once when it wakes, and leaves nothing on disk", () => {
  const { snoozes, store, woken, pass } = openSnoozes();
  expect(snoozes.snooze([booked()], 30 * MINUTE)).toEqual([{ tokenId: TOKEN, result: "snoozed", until: 30 * MINUTE }]);
  pass(30 * MINUTE - 1);
  expect([snoozes.asleepUntil(booked()), snoozes.count(), woken]).toEqual([30 * MINUTE, 1, []]);
  pass(1);
  expect([snoozes.asleepUntil(booked()), snoozes.count(), woken, store.read()]).toEqual([undefined, 0, [TOKEN], []]);
  pass(60 * MINUTE);
  expect(woken).toEqual([TOKEN]);
});

test("a snooze never outlives the deadline: it is cut short, or refused where no time is left", () => {
  const { snoozes } = openSnoozes();
  const near = booked({ timeoutAt: 20 * MINUTE });
  const nearer = booked({ timeoutAt: SNOOZE_MARGIN_MS + 1_000 });
  expect(snoozes.snooze([near], 60 * MINUTE)).toMatchObject([{ until: 20 * MINUTE - SNOOZE_MARGIN_MS }]);
  expect(snoozes.snooze([nearer], 60 * MINUTE)).toEqual([{ tokenId: TOKEN, result: "too-near" }]);
});

test.each([
  ["becomes urgent", { tags: ["countersign", "urgency:critical"] }],
  ["gets a nearer deadline", { timeoutAt: 50 * MINUTE }],
  ["asks something else", { envelope: { digest: "sha256-b" } }],
])("a snoozed gate that %s wakes at the next look", (_what, change) => {
  const first = booked({ timeoutAt: 90 * MINUTE, envelope: { digest: "sha256-a" } });
  const { snoozes, woken, become } = openSnoozes(undefined, first);
  snoozes.snooze([first], 30 * MINUTE);
  snoozes.look();
  expect(woken).toEqual([]);
  const changed = booked({ ...first.gate, ...change });
  become(changed);
  expect(snoozes.asleepUntil(changed)).toBeUndefined();
  snoozes.look();
  expect(woken).toEqual([TOKEN]);
});

test("a settled gate's snooze ends without a word", () => {
  const { snoozes, store, woken, become } = openSnoozes();
  snoozes.snooze([booked()], 30 * MINUTE);
  become(booked({ status: "COMPLETED" }));
  snoozes.look();
  expect([woken, store.read()]).toEqual([[], []]);
});

test("snoozes are there again after a restart, and wait for an environment that is not connected yet", () => {
  const { snoozes, store } = openSnoozes();
  snoozes.snooze([booked()], 30 * MINUTE);
  const again = openSnoozes(store);
  again.become(undefined);
  again.snoozes.look();
  again.become(booked());
  expect(again.snoozes.asleepUntil(booked())).toBe(30 * MINUTE);
  again.snoozes.look();
  again.pass(31 * MINUTE);
  expect(again.woken).toEqual([TOKEN]);
});

test("where the disk will not take a snooze, nothing was put off", () => {
  const store = createMemorySnoozes();
  const { snoozes } = openSnoozes({
    ...store,
    write: () => {
      throw new Error("full");
    },
  });
  expect(() => snoozes.snooze([booked()], 30 * MINUTE)).toThrow("full");
  expect(snoozes.asleepUntil(booked())).toBeUndefined();
});

test("waking by hand is at once", () => {
  const { snoozes, store, timers } = openSnoozes();
  snoozes.snooze([booked()], 30 * MINUTE);
  snoozes.wake([TOKEN]);
  expect([snoozes.asleepUntil(booked()), store.read(), timers.size]).toEqual([undefined, [], 0]);
});
