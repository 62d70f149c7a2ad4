import { expect, test } from "vitest";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { type Decision, signDecision } from "./decision.ts";
import { keyIdOf } from "./operators.ts";
import { provenOutcome, winnerOf } from "./settlement.ts";
import type { Token } from "./token.ts";

const digest = `sha256-${"0".repeat(64)}`;
const ours = decide("019ab3f0-0000-7000-8000-000000000001", "Ada");
const entry = { decisionJson: JSON.stringify(ours), deadline: 2_000 };

function decide(decisionId: string, name: string): Decision {
  const signer = createSigner(generateSignerPem());
  return signDecision(
    {
      version: 1,
      decisionId,
      tokenId: "waitpoint_cmwsan5tt0000jd7dbghqi8z0",
      runId: "run_cmwsb0oxx000cyv7dspm6qg85",
      requestDigest: digest,
      verdict: "reject",
      comment: "No.",
      decidedAt: "2026-11-22T12:00:00.000Z",
      operator: { name, keyId: keyIdOf(signer.publicKey, nodeCrypto) },
      auditHead: digest,
    },
    signer,
  );
}

function token(part: Partial<Token>): Token {
  return {
    tokenId: ours.tokenId,
    status: "COMPLETED",
    tags: [],
    createdAt: 0,
    timeoutAt: 2_500,
    completedAt: 1_500,
    ...part,
  };
}

const rival = decide("019ab3f0-0000-7000-8000-000000000002", "Bob");

test.each([
  ["still waiting proves nothing", token({ status: "WAITING" }), undefined],
  ["our decision is delivered", token({ output: ours }), { state: "delivered", completedAt: 1_500, late: false }],
  [
    "our decision accepted after the deadline is delivered and late",
    token({ output: ours, completedAt: 2_001 }),
    { state: "delivered", completedAt: 2_001, late: true },
  ],
  [
    "another operator's is superseded, by name",
    token({ output: rival }),
    {
      state: "superseded",
      completedAt: 1_500,
      winner: { who: "operator", name: "Bob", verdict: "reject", decisionId: rival.decisionId },
    },
  ],
  [
    "our id on other words is not ours",
    token({ output: { ...ours, comment: "Yes." } }),
    {
      state: "superseded",
      completedAt: 1_500,
      winner: { who: "operator", name: "Ada", verdict: "reject", decisionId: ours.decisionId },
    },
  ],
  ["the same verdict from nobody is not ours", token({ output: { verdict: "reject" } }), outside()],
  ["completed with nothing is superseded from outside", token({}), outside()],
  [
    "withdrawn by the task",
    token({ output: { version: 1, withdrawn: true } }),
    { state: "superseded", completedAt: 1_500, winner: { who: "task" } },
  ],
  ["timed out is expired", token({ status: "TIMED_OUT" }), { state: "expired", cause: "timed-out", expiredAt: 2_500 }],
] as const)("%s", (_what, read, expected) => {
  expect(provenOutcome(entry, read, 9_000)).toEqual(expected);
});

test("an output that is no JSON of ours names nobody", () => {
  expect([winnerOf("approved"), winnerOf(null), winnerOf(["x"])]).toEqual(
    Array.from({ length: 3 }, () => ({ who: "outside" })),
  );
});

function outside() {
  return { state: "superseded", completedAt: 1_500, winner: { who: "outside" } } as const;
}
