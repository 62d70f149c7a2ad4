import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { assessEnvelope, envelopeOf } from "./assess-gate.ts";
import { digestOf } from "./digest.ts";
import type { GateRequest } from "./envelope.ts";
import { formatGateTags } from "./gate-tags.ts";
import type { JsonObject } from "./json.ts";

const runId = "run_cmwsb0oxx000cyv7dspm6qg85";
const tokenId = "waitpoint_cmwsan5tt0000jd7dbghqi8z0";
const keyId = "0123456789abcdef0123456789abcdef";
const request: GateRequest = {
  gate: "payout",
  round: 1,
  kind: "payout.create",
  title: "Pay ACME GmbH",
  urgency: "normal",
  requestedBy: "payout-agent",
  parameters: { amount: "1250.00", currency: "EUR" },
  parametersSchema: { type: "object" },
  editable: [],
  verdicts: ["approve", "reject"],
  money: { amount: "/amount", currency: "/currency" },
  effect: "Pays.",
  rollback: "Nothing.",
  approvals: { needed: 1, step: 1, previous: [] },
  conversation: [],
};
const envelope = { digest: digestOf(request, nodeCrypto), accepts: [keyId], request };
const context = { tags: formatGateTags(request, runId, "minimal"), runId, keyId, crypto: nodeCrypto };

/** An envelope whose digest is right, with tags that say nothing of the amount. */
function sound(parameters: GateRequest["parameters"]) {
  const changed = { ...request, parameters: { ...request.parameters, ...parameters } };
  return { digest: digestOf(changed, nodeCrypto), accepts: [keyId], request: changed };
}

function nested(levels: number): JsonObject {
  return levels === 0 ? {} : { deeper: nested(levels - 1) };
}

test.each([
  ["a sound envelope is ready", envelope, context, "ready"],
  ["none is missing", undefined, context, "missing"],
  ["one shrunk to its digest is settled", { digest: envelope.digest }, context, "settled"],
  [
    "a changed request is tampered",
    { ...envelope, request: { ...request, effect: "Pays twice." } },
    context,
    "tampered",
  ],
  ["an unknown field is unreadable", { ...envelope, approved: true }, context, "unreadable"],
  [
    "a float is unreadable",
    { ...envelope, request: { ...request, parameters: { amount: 1250.5 } } },
    context,
    "unreadable",
  ],
  ["a string is unreadable", "approve me", context, "unreadable"],
  ["somebody else's key is not listed", envelope, { ...context, keyId: "f".repeat(32) }, "not-listed"],
  ["other tags disagree", envelope, { ...context, tags: ["countersign", "title:Pay EVIL Ltd"] }, "tags-disagree"],
  ...["1.250,00", "1e3", "\u0661\u0662", "NaN", "01.00", "1250.00 ", "", "0x10", "1".repeat(19)].map(
    (amount) =>
      [
        `the amount ${JSON.stringify(amount)} is unverifiable`,
        sound({ amount }),
        context,
        "amount-unverifiable",
      ] as const,
  ),
  ["a request above 16 KiB is unreadable", sound({ note: "x".repeat(16 * 1024) }), context, "unreadable"],
  [
    "a request nested deeper than 32 levels is unreadable",
    { ...envelope, request: { ...request, parameters: { deep: nested(31) } } },
    context,
    "unreadable",
  ],
  ["a missing amount is unverifiable", sound({ amount: null }), context, "amount-unverifiable"],
  ["a currency that is none is unverifiable", sound({ currency: "€" }), context, "amount-unverifiable"],
] as const)("%s", (_what, raw, given, kind) => {
  expect(assessEnvelope(raw, given).kind).toBe(kind);
});

test("a gate is found in its run's metadata; a set that does not parse is evidence, not absence", () => {
  const metadata = { countersign: { version: 1, gates: { [tokenId]: envelope } } };
  expect(envelopeOf(metadata, tokenId)).toEqual(envelope);
  expect(envelopeOf(metadata, "waitpoint_cmwsan5tt0000jd7dbghqi8z1")).toBeUndefined();
  expect(envelopeOf({}, tokenId)).toBeUndefined();
  expect(envelopeOf({ countersign: "broken" }, tokenId)).toBe("broken");
});
