import { expect, test } from "vitest";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { Decision, isSignedBy, signDecision, type UnsignedDecision } from "./decision.ts";
import { keyIdOf } from "./operators.ts";

const signer = createSigner(generateSignerPem());
const keyId = keyIdOf(signer.publicKey, nodeCrypto);
const digest = `sha256-${"0".repeat(64)}`;

function approval(part: Partial<Extract<UnsignedDecision, { verdict: "approve" }>> = {}): UnsignedDecision {
  return {
    version: 1,
    decisionId: "019ab3f0-0000-7000-8000-000000000001",
    tokenId: "waitpoint_cmwsan5tt0000jd7dbghqi8z0",
    runId: "run_cmwsb0oxx000cyv7dspm6qg85",
    requestDigest: digest,
    verdict: "approve",
    edits: [{ op: "replace", path: "/amount", value: "1200.00" }],
    parametersDigest: digest,
    decidedAt: "2026-11-22T12:00:00.000Z",
    operator: { name: "Ada", keyId },
    auditHead: digest,
    ...part,
  };
}

test("a signed decision verifies under its key, also after a way through JSON", () => {
  const decision = Decision.parse(JSON.parse(JSON.stringify(signDecision(approval(), signer))));
  expect(isSignedBy(decision, signer.publicKey, nodeCrypto)).toBe(true);
});

test("any changed field breaks the signature", () => {
  const decision = signDecision(approval(), signer);
  const changes: Record<string, unknown> = {
    decisionId: "019ab3f0-0000-7000-8000-000000000002",
    tokenId: "waitpoint_cmwsan5tt0000jd7dbghqi8z1",
    runId: "run_cmwsb0oxx000cyv7dspm6qg86",
    requestDigest: `sha256-${"1".repeat(64)}`,
    edits: [],
    parametersDigest: `sha256-${"1".repeat(64)}`,
    comment: "added",
    decidedAt: "2026-11-22T12:00:01.000Z",
    operator: { name: "Eve", keyId },
    auditHead: `sha256-${"1".repeat(64)}`,
  };
  const verified = Object.entries(changes).filter(([field, value]) =>
    isSignedBy(Decision.parse({ ...decision, [field]: value }), signer.publicKey, nodeCrypto),
  );
  expect(verified).toEqual([]);
});

test("another key does not verify, and neither does a malformed one", () => {
  const decision = signDecision(approval(), signer);
  expect(isSignedBy(decision, createSigner(generateSignerPem()).publicKey, nodeCrypto)).toBe(false);
  expect(isSignedBy(decision, "no key", nodeCrypto)).toBe(false);
});

test("a rejection without a reason is refused in words", () => {
  const { verdict: _, edits: __, parametersDigest: ___, ...common } = approval() as Record<string, unknown>;
  expect(() => signDecision({ ...common, verdict: "reject", comment: "  " } as UnsignedDecision, signer)).toThrow(
    /needs a reason in words/u,
  );
});

test("a decision above 8 KiB is refused before it is signed away", () => {
  const edits = [{ op: "replace" as const, path: "/note", value: "x".repeat(9_000) }];
  expect(() => signDecision(approval({ edits }), signer)).toThrow(
    expect.objectContaining({ code: "decision/too-large" }),
  );
});
