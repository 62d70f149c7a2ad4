import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import {
  canonicalEntry,
  chainEntry,
  emptyChain,
  GENESIS,
  hashOf,
  isCheckpointOf,
  signCheckpoint,
} from "#core/audit-chain.ts";
import { canonicalJson } from "#core/canonical.ts";
import { newSigner, NOON } from "#test/fixtures/audit-samples.ts";

const signer = newSigner();

test("the first entry continues the beginning of every chain", () => {
  expect(chainEntry(emptyChain, { at: NOON, kind: "console.started", data: {} }, nodeCrypto)).toEqual({
    seq: 1,
    at: "2026-11-22T12:00:00.000Z",
    kind: "console.started",
    data: {},
    previous: GENESIS,
    hash: `sha256-${nodeCrypto.sha256(
      `${GENESIS}\n{"at":"2026-11-22T12:00:00.000Z","data":{},"kind":"console.started","previous":"${GENESIS}","seq":1}`,
    )}`,
  });
});

test("whatever happened can be recorded, in the nearest exact form", () => {
  const data = {
    text: "half \ud800",
    fraction: 1.5,
    zero: -0,
    gone: undefined,
    list: [undefined, 10n],
    deep: { "\udfff": null },
  };
  expect(chainEntry(emptyChain, { at: NOON, kind: "odd", data }, nodeCrypto).data).toEqual({
    text: "half \ufffd",
    fraction: "1.5",
    zero: "0",
    list: [null, "10"],
    deep: { "\ufffd": null },
  });
});

test("any event has a canonical form and a hash that the general functions agree on", { timeout: 30_000 }, () => {
  const anything = fc.dictionary(fc.string({ unit: "binary" }), fc.anything({ maxDepth: 3 }));
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), anything, (kind, data) => {
      fc.pre(!JSON.stringify(Object.keys(data)).includes("__proto__"));
      const entry = chainEntry(emptyChain, { at: NOON, kind: kind.toWellFormed(), data: plain(data) }, nodeCrypto);
      expect(canonicalEntry(entry, nodeCrypto)).toEqual({ text: canonicalJson(entry), hash: entry.hash });
      expect(hashOf(JSON.parse(canonicalJson(entry)), nodeCrypto)).toBe(entry.hash);
    }),
    { numRuns: 2_000 },
  );
});

test("a checkpoint holds for its own head, device and key only", () => {
  const head = chainEntry(emptyChain, { at: NOON, kind: "one", data: {} }, nodeCrypto);
  const checkpoint = signCheckpoint(head, "device-a", signer);
  expect([
    isCheckpointOf(head, checkpoint, nodeCrypto),
    isCheckpointOf(emptyChain, checkpoint, nodeCrypto),
    isCheckpointOf({ ...head, seq: 2 }, checkpoint, nodeCrypto),
    isCheckpointOf(head, { ...checkpoint, device: "device-b" }, nodeCrypto),
    isCheckpointOf(head, { ...checkpoint, publicKey: newSigner().publicKey }, nodeCrypto),
  ]).toEqual([true, false, false, false, false]);
});

/** What reaches the log comes from JSON or from our own records; a Map or a Date does not. */
function plain(data: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) =>
      key === "__proto__" ? undefined : typeof value === "bigint" ? value.toString() : value,
    ),
  );
}
