import { expect, test } from "vitest";
import { z } from "zod";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { RunId } from "#core/identifiers.ts";
import { createCast, listedOf } from "#test/forge/cast.ts";
import { type Forgery, forgeries } from "#test/forge/forgeries.ts";
import { runGate } from "#trigger/approval/run-gate.ts";
import { PayoutParameters } from "#trigger/payout-parameters.ts";
import { decide, type SeenGate } from "./worker-operators.ts";
import { createMemoryDoor } from "./worker-memory-door.ts";

const runId = RunId.parse("run_attacked0001");
const cast = createCast();

test.each(forgeries.map((forgery) => ({ ...forgery, forgery })))(
  "$kind ($name) is refused for its own reason, and the honest approval after it counts",
  async ({ forgery, refusedFor }) => {
    const { outcome, log } = await attack(forgery);
    expect(log.filter((line) => line.includes("completed outside Countersign"))).toEqual([
      expect.stringMatching(refusedFor),
    ]);
    expect(outcome).toMatchObject({ outcome: "approved", parameters: { iban: "DE89370400440532013000" } });
  },
);

test("every kind of forgery is there", () => {
  expect(new Set(forgeries.map(({ kind }) => kind)).size).toBe(8);
});

async function attack(forgery: Forgery) {
  const fourEyes = forgery.kind === "same-operator";
  const forgedAt = fourEyes ? 2 : 1;
  const { door, state } = createMemoryDoor(runId, (gate, nth) => {
    if (nth !== forgedAt) return { output: decide(nth < forgedAt || !fourEyes ? cast.ada : cast.ben, gate, approve) };
    return { output: throughJson(forgery.make({ gate, cast, elsewhere: decisionElsewhere(gate) })) };
  });
  const outcome = await runGate(
    {
      ctx: { run: { id: runId }, attempt: { number: 1 }, task: { id: "payout" }, environment: { type: "PRODUCTION" } },
      operators: listedOf(cast),
      gate: "payout",
      kind: "payout.create",
      title: "Pay ACME GmbH",
      parameters: z.parse(PayoutParameters, {
        payee: "ACME GmbH",
        iban: "DE89370400440532013000",
        amount: "1250.00",
        currency: "EUR",
        reference: "RF18539007547034",
        dueDate: null,
      }),
      schema: PayoutParameters,
      editable: ["/amount", "/reference", "/dueDate"],
      money: { amount: "/amount", currency: "/currency", payee: "/payee", account: "/iban" },
      effect: "Pays.",
      rollback: "Nothing was paid.",
      timeout: "10m",
      approvals: fourEyes ? 2 : 1,
    },
    {
      door,
      runId,
      crypto: nodeCrypto,
      operators: () => listedOf(cast),
      taken: new Set(),
      everySoOften: () => () => undefined,
    },
  );
  return { outcome, log: state.log };
}

const approve = { verdict: "approve" } as const;

function decisionElsewhere(gate: SeenGate) {
  const other = {
    ...gate,
    tokenId: "waitpoint_elsewhere01",
    runId: "run_elsewhere0001",
    digest: `sha256-${"e".repeat(64)}`,
  };
  return { gate: other, decision: decide(cast.ada, other, approve) };
}

// As it comes off the wire.
function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
