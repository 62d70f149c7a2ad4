import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { decisionId, event, NOON, queued, sampleEntry, sampleGate } from "#test/contracts/store/sample-rows.ts";
import { openMemoryStore } from "./memory-store.ts";
import type { Boundary } from "./memory-tables.ts";

test("a crash before the commit keeps nothing, one behind it keeps everything", () => {
  const kept = (["before-commit", "after-commit"] as const).map((moment) => {
    const store = openMemoryStore({ crypto: nodeCrypto, onBoundary: crashAt(moment) });
    expect(() => store.outbox.record(sampleEntry(1), event("recorded"))).toThrow(moment);
    const again = openMemoryStore({ crypto: nodeCrypto }, store.snapshot());
    return [again.outbox.recent(9).length, again.audit.entries().length];
  });
  expect(kept).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test("every write has its two boundaries, and a transaction has them once", () => {
  const seen: string[] = [];
  const onBoundary = (boundary: Boundary, operation: string): void => {
    seen.push(`${operation} ${boundary}`);
  };
  const store = openMemoryStore({ crypto: nodeCrypto, onBoundary });
  store.outbox.record(sampleEntry(1), event("recorded"));
  store.outbox.move(decisionId(1), { status: queued(NOON + 1) }, event("queued"));
  store.gates.save([sampleGate(1), sampleGate(2)]);
  store.gates.saveSnapshotTime("env-1", NOON);
  store.audit.append(event("one"));
  const operations = ["outbox.record", "outbox.move", "gates.save", "gates.saveSnapshotTime", "audit.append"];
  expect(seen).toEqual(operations.flatMap((operation) => [`${operation} before-commit`, `${operation} after-commit`]));
});

test("a snapshot does not follow the store that it was taken from", () => {
  const store = openMemoryStore({ crypto: nodeCrypto });
  store.outbox.record(sampleEntry(1), event("recorded"));
  const snapshot = store.snapshot();
  store.outbox.move(decisionId(1), { status: { state: "withdrawn", withdrawnAt: NOON } }, event("withdrawn"));
  const again = openMemoryStore({ crypto: nodeCrypto }, snapshot);
  expect(again.outbox.forToken(sampleEntry(1).tokenId)).toEqual(sampleEntry(1));
  expect(again.audit.entries().map((entry) => entry.kind)).toEqual(["recorded"]);
});

function crashAt(moment: Boundary): (boundary: Boundary) => void {
  return (boundary) => {
    if (boundary === moment) throw new RangeError(`crashed ${moment}`);
  };
}
