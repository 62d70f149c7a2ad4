import { expect, test } from "vitest";
import { z } from "zod";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { canonicalJson } from "#core/canonical.ts";
import { Decimal } from "#core/decimal.ts";
import { digestOf } from "#core/digest.ts";
import { createOperator, decide, type SeenGate } from "#test/worker/worker-operators.ts";
import { type GateFacts, verifyDecision } from "./verify-decision.ts";

const schema = z.strictObject({ payee: z.string(), amount: Decimal, currency: z.string() });
const parameters = { payee: "ACME GmbH", amount: "1250.00", currency: "EUR" };
const at = "2026-11-22T12:05:00.000Z";
const ada = createOperator("ada");
const stranger = createOperator("stranger");
const gate: SeenGate = {
  tokenId: "waitpoint_aaaaaaaaaaaa",
  runId: "run_aaaaaaaaaaaa",
  digest: digestOf({ some: "request" }, nodeCrypto),
  accepts: [],
  request: { parameters } as unknown as SeenGate["request"],
};

function facts(changes: Partial<GateFacts<typeof schema>> = {}): GateFacts<typeof schema> {
  return {
    tokenId: gate.tokenId,
    runId: gate.runId,
    requestDigest: gate.digest,
    parameters,
    schema,
    editable: ["/amount"],
    verdicts: ["approve", "reject"],
    money: { amount: "/amount", currency: "/currency" },
    decideBy: undefined,
    operators: [ada.listed],
    roles: undefined,
    counted: [],
    ...changes,
  };
}

function judge(output: unknown, changes: Partial<GateFacts<typeof schema>> = {}) {
  return verifyDecision(output, at, facts(changes), nodeCrypto);
}

const approval = decide(ada, gate, { verdict: "approve" });

test("a listed operator's signed approval is an approval, under the name of the list", () => {
  expect(judge({ ...decide(ada, gate, { verdict: "approve", comment: "checked" }) })).toMatchObject({
    is: "approval",
    typed: parameters,
    record: { operator: { person: "ada", name: "Operator ada" }, comment: "checked", completedAt: at },
  });
});

test("an edit of an editable field is applied to the task's own parameters", () => {
  const edits = [{ op: "replace" as const, path: "/amount", value: "1200.00" }];
  expect(judge(decide(ada, gate, { verdict: "approve", edits }))).toMatchObject({
    is: "approval",
    typed: { ...parameters, amount: "1200.00" },
  });
});

test("a rejection carries its reason", () => {
  expect(judge(decide(ada, gate, { verdict: "reject", comment: "wrong payee" }))).toMatchObject({
    is: "rejection",
    comment: "wrong payee",
  });
});

test.each<[string, unknown, Partial<GateFacts<typeof schema>>?]>([
  ["nothing", undefined],
  ["null", null],
  ["a bare true", true],
  ["the vendor's usual example", { approved: true }],
  ["text", "approve"],
  ["an unsigned approval", { ...approval, signature: undefined }],
  [
    "an approval without the signature's field",
    Object.fromEntries(Object.entries(approval).filter(([key]) => key !== "signature")),
  ],
  ["a signature of nothing", { ...approval, signature: "A".repeat(86) }],
  ["a field more than the contract has", { ...approval, approved: true }],
  ["a changed verdict under the old signature", { ...decide(ada, gate, { verdict: "reject" }), verdict: "approve" }],
  ["a changed comment under the old signature", { ...approval, comment: "looks fine" }],
  ["an output beyond 8 KiB", { ...approval, padding: "x".repeat(9_000) }],
  ["a number that is not exact", { ...approval, version: 1.5 }],
  ["a lone surrogate", { ...approval, comment: "\ud800" }],
  ["a key that is not listed", decide(stranger, gate, { verdict: "approve" })],
  [
    "a stranger's signature under a listed key id",
    decide(stranger, gate, { verdict: "approve" }, { operator: { name: "Operator ada", keyId: ada.listed.keyId } }),
  ],
  [
    "another token's decision, replayed",
    decide(ada, { ...gate, tokenId: "waitpoint_bbbbbbbbbbbb" }, { verdict: "approve" }),
  ],
  ["another run's decision, replayed", decide(ada, { ...gate, runId: "run_bbbbbbbbbbbb" }, { verdict: "approve" })],
  ["a decision on another request", decide(ada, { ...gate, digest: digestOf({}, nodeCrypto) }, { verdict: "approve" })],
  ["a key that was revoked", approval, { operators: [{ ...ada.listed, revokedAt: "2026-11-22T12:04:59.000Z" }] }],
  [
    "a key that does not count yet",
    approval,
    { operators: [{ ...ada.listed, notBefore: "2026-11-22T13:00:00.000Z" }] },
  ],
  ["a key that has run out", approval, { operators: [{ ...ada.listed, notAfter: "2026-11-21T13:00:00.000Z" }] }],
  ["an operator without the role", approval, { roles: ["treasurer"] }],
  ["the same person again", approval, { counted: [{ person: "ada", keyId: "0".repeat(32) }] }],
  ["the same key again", approval, { counted: [{ person: "somebody else", keyId: ada.listed.keyId }] }],
  ["an amount above the limit", approval, { operators: [{ ...ada.listed, limits: { EUR: "1249.99" } }] }],
  ["a currency without a limit of its own", approval, { operators: [{ ...ada.listed, limits: { USD: "99999" } }] }],
  ["a verdict that was not offered", decide(ada, gate, { verdict: "respond", comment: "why?" })],
  [
    "an edit of a field that is not editable",
    decide(ada, gate, { verdict: "approve", edits: [{ op: "replace", path: "/payee", value: "Mallory" }] }),
  ],
  [
    "an edit that the schema refuses",
    decide(ada, gate, { verdict: "approve", edits: [{ op: "replace", path: "/amount", value: "a lot" }] }),
  ],
  [
    "edits that do not lead to the digest that was signed",
    decide(ada, gate, { verdict: "approve" }, { parametersDigest: digestOf({ amount: "1.00" }, nodeCrypto) }),
  ],
])("%s is no decision", (_, output, changes) => {
  expect(judge(output, changes)).toEqual({ is: "no-decision", reason: expect.any(String) });
});

test("a genuine signature does not make an output larger than 8 KiB a decision", () => {
  const { signature: _, ...unsigned } = decide(ada, gate, { verdict: "approve" });
  const large = { ...unsigned, edits: [{ op: "replace", path: "/amount", value: "9".repeat(9_000) }] };
  const signature = ada.signer.sign(`countersign/decision/v1\n${canonicalJson(large)}`);
  expect(judge({ ...large, signature })).toMatchObject({ is: "no-decision", reason: expect.stringMatching(/larger/u) });
});

test("a rejection above the operator's limit counts: it moves no money", () => {
  const operators = [{ ...ada.listed, limits: { EUR: "1.00" } }];
  expect(judge(decide(ada, gate, { verdict: "reject" }), { operators })).toMatchObject({ is: "rejection" });
});

test("a key that was revoked after the token was completed still counted then", () => {
  const operators = [{ ...ada.listed, revokedAt: "2026-11-22T12:05:01.000Z" }];
  expect(judge(approval, { operators })).toMatchObject({ is: "approval" });
});

test("a genuine decision after decideBy is late, one at that very instant is not", () => {
  expect(judge(approval, { decideBy: "2026-11-22T12:04:59.999Z" })).toMatchObject({ is: "late" });
  expect(judge(approval, { decideBy: at })).toMatchObject({ is: "approval" });
});

test("a schema that would change what was approved makes it no decision", () => {
  const trimming = z.strictObject({ payee: z.string().trim(), amount: Decimal, currency: z.string() });
  const edits = [{ op: "replace" as const, path: "/payee", value: " ACME " }];
  const output = decide(ada, gate, { verdict: "approve", edits });
  expect(verifyDecision(output, at, { ...facts(), schema: trimming, editable: ["/payee"] }, nodeCrypto)).toMatchObject({
    is: "no-decision",
  });
});
