import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NOON, sampleGate, tokenId } from "./sample-rows.ts";
import { storeAdapters, type OpenStore } from "./store-adapters.ts";
import { readWaiting } from "#test/fixtures/read-waiting.ts";

describe.each(storeAdapters)("GateStore on $name", (adapter) => {
  let store: OpenStore;
  beforeEach(() => {
    store = adapter.open();
  });
  afterEach(() => store.close());

  test("a gate comes back as it was saved", () => {
    const full = sampleGate(1, {
      timeoutAt: NOON + 600_000,
      envelope: { digest: "?", request: [1, null, { "\ud800": "half a character", "": "\u0000" }] },
      run: { task: "payout", status: "FAILED", ended: "failed", error: "boom" },
      settledAt: NOON + 1,
      settledBy: "Somebody else",
    });
    store.gates.save([full, sampleGate(2)]);
    expect([store.gates.find(tokenId(1)), store.gates.find(tokenId(2)), store.gates.find(tokenId(3))]).toEqual([
      full,
      sampleGate(2),
      undefined,
    ]);
  });

  test("inserts or replaces", () => {
    store.gates.save([sampleGate(1, { envelope: { digest: "?" } })]);
    store.gates.save([sampleGate(1, { tags: ["countersign"] })]);
    expect(store.gates.find(tokenId(1))).toEqual(sampleGate(1, { tags: ["countersign"] }));
  });

  test("one transaction: a gate that cannot be saved keeps the others out", () => {
    const gates = [sampleGate(1), sampleGate(2)];
    Object.defineProperty(gates, 1, {
      get: () => {
        throw new RangeError("not there");
      },
    });
    expect(() => store.gates.save(gates)).toThrow("not there");
    expect(readWaiting(store.gates, "env-1")).toEqual([]);
  });

  test("what was WAITING when last seen of that environment: the nearest deadline first, without one the oldest", () => {
    store.gates.save([
      sampleGate(3),
      sampleGate(1),
      sampleGate(2, { status: "COMPLETED", timeoutAt: NOON + 1 }),
      sampleGate(4, { environmentId: "env-2" }),
      sampleGate(5, { timeoutAt: NOON + 9_000 }),
      sampleGate(6, { timeoutAt: NOON + 99_000, tags: ["countersign", "decide-by:2026-11-22T12:00:08Z"] }),
      sampleGate(7, { timeoutAt: NOON + 9_000 }),
    ]);
    store.gates.save([sampleGate(5, { timeoutAt: NOON + 9_500 })]);
    expect(store.gates.waitingIds("env-1")).toEqual([6, 7, 5, 1, 3].map(tokenId));
  });

  test("named gates are read in their order, and one that is not stored is left out", () => {
    store.gates.save([sampleGate(1), sampleGate(2, { status: "COMPLETED" })]);
    expect(store.gates.read([3, 2, 1].map(tokenId))).toEqual([sampleGate(2, { status: "COMPLETED" }), sampleGate(1)]);
  });

  test("the newest settled gates", () => {
    const settled = [1, 2, 3].map((number) =>
      sampleGate(number, { status: "COMPLETED", settledAt: NOON + 100 - number }),
    );
    store.gates.save([...settled, sampleGate(9)]);
    expect(store.gates.settled(2)).toEqual(settled.slice(0, 2));
  });

  test("the snapshot time is the last one saved for the environment", () => {
    store.gates.saveSnapshotTime("env-1", NOON);
    store.gates.saveSnapshotTime("env-1", NOON + 0.25);
    expect([store.gates.snapshotTime("env-1"), store.gates.snapshotTime("env-2")]).toEqual([NOON + 0.25, undefined]);
  });

  test("10,000 gates are saved in one call and read back", () => {
    const gates = Array.from({ length: 10_000 }, (_, number) => sampleGate(number));
    store.gates.save(gates);
    expect(readWaiting(store.gates, "env-1")).toEqual(gates);
  });

  test("the last snapshot is there after a restart", (context) => {
    const { restart } = store;
    if (restart === undefined) return context.skip("nothing outlives this process");
    store.gates.save([sampleGate(1)]);
    store.gates.saveSnapshotTime("env-1", NOON);
    const again = restart();
    expect([readWaiting(again.gates, "env-1"), again.gates.snapshotTime("env-1")]).toEqual([[sampleGate(1)], NOON]);
    return undefined;
  });
});
