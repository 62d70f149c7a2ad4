import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { CHECKPOINT, CheckpointData, GENESIS, hashOf, isCheckpointOf, type AuditEntry } from "#core/audit-chain.ts";
import { event } from "./sample-rows.ts";
import { storeAdapters, type OpenStore } from "./store-adapters.ts";

const signer = createSigner(generateSignerPem());

describe.each(storeAdapters)("AuditLog on $name", (adapter) => {
  let store: OpenStore;
  beforeEach(() => {
    store = adapter.open(signer);
  });
  afterEach(() => store.close());

  test("the head of an empty log is the beginning of every chain", () => {
    expect(store.audit.head()).toBe(GENESIS);
  });

  test("each entry holds the hash of the one before, and the head is the newest", () => {
    for (const kind of ["one", "two", "three"]) store.audit.append(event(kind, { kind, at: 1.5, odd: "\ud800" }));
    const entries = store.auditEntries();
    expect(entries.map((entry) => entry.previous)).toEqual([GENESIS, ...entries.slice(0, -1).map(({ hash }) => hash)]);
    expect(entries.map((entry) => entry.hash)).toEqual(entries.map((entry) => hashOf(entry, nodeCrypto)));
    expect(store.audit.head()).toBe(entries.at(-1)?.hash);
  });

  test("an event that cannot be chained leaves the log as it was", () => {
    store.audit.append(event("one"));
    expect(() => store.audit.append({ at: Number.NaN, kind: "two", data: {} })).toThrow(RangeError);
    expect(store.auditEntries().map((entry) => entry.kind)).toEqual(["one"]);
  });

  test("after a hundred entries, and when asked to, a checkpoint signs everything before it", () => {
    for (let count = 0; count < 150; count += 1) store.audit.append(event("tick", { count }));
    store.audit.checkpoint(event("").at);
    store.audit.checkpoint(event("").at);
    const entries = store.auditEntries();
    const checkpoints = entries.filter((entry) => entry.kind === CHECKPOINT);
    expect(checkpoints.map((entry) => entry.seq)).toEqual([101, 152]);
    expect(checkpoints.map(isSigned)).toEqual([true, true]);
  });

  test("without a key there are no checkpoints, and the chain goes on", () => {
    const unsigned = adapter.open();
    for (let count = 0; count < 120; count += 1) unsigned.audit.append(event("tick"));
    unsigned.audit.checkpoint(event("").at);
    expect(unsigned.auditEntries().map((entry) => entry.kind)).toEqual(Array.from({ length: 120 }, () => "tick"));
    unsigned.close();
  });
});

function isSigned(entry: AuditEntry): boolean {
  const checkpoint = CheckpointData.parse(entry.data);
  return (
    checkpoint.publicKey === signer.publicKey &&
    isCheckpointOf({ seq: entry.seq - 1, hash: entry.previous }, checkpoint, nodeCrypto)
  );
}
