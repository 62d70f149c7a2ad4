import { expect, test } from "vitest";
import { z } from "zod";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { Currency, compareDecimals, Decimal } from "#core/decimal.ts";
import { createMemoryDoor, leaveBehind, type Script } from "#test/worker/worker-memory-door.ts";
import { createOperator, decide, type SeenGate } from "#test/worker/worker-operators.ts";
import {
  ApprovalForgedError,
  GateOptionsError,
  IncompleteParametersError,
  TooManyGatesError,
} from "./approval-error.ts";
import type { ApprovalOptions } from "./approval-options.ts";
import { checkDeadlines } from "./ask-once.ts";
import { runGate } from "./run-gate.ts";

const RUN = "run_testtesttest";
const schema = z.strictObject({ payee: z.string().min(1), amount: Decimal, currency: Currency });
const ada = createOperator("ada");
const ben = createOperator("ben");

function story(script: Script, changes: Partial<ApprovalOptions<typeof schema>> = {}, attempt = 1) {
  const { door, state } = createMemoryDoor(RUN, script);
  let rolledBack = 0;
  const options: ApprovalOptions<typeof schema> = {
    ctx: { run: { id: RUN }, task: { id: "test" }, attempt: { number: attempt }, environment: { type: "PRODUCTION" } },
    gate: "payout",
    kind: "payout.create",
    title: ({ payee, amount }) => `Pay ${payee} ${amount}`,
    parameters: { payee: "ACME GmbH", amount: "1250.00", currency: "EUR" },
    schema,
    editable: ["/amount"],
    money: { amount: "/amount", currency: "/currency", payee: "/payee" },
    effect: "Writes a row.",
    rollback: "Nothing was written.",
    timeout: "10m",
    operators: [],
    rollbackWith: async () => {
      rolledBack += 1;
    },
    ...changes,
  };
  const run = (again: Partial<ApprovalOptions<typeof schema>> = {}) =>
    runGate(
      { ...options, ...again },
      {
        runId: RUN,
        door,
        operators: () => [ada.listed, ben.listed],
        crypto: nodeCrypto,
        taken: new Set(),
        everySoOften: () => () => undefined,
      },
    );
  return { run, state, rollbacks: () => rolledBack };
}

const approve: Script = (gate) => ({ output: decide(ada, gate, { verdict: "approve" }) });
const forge: Script = () => ({ output: { approved: true } });

test("an approval answers the parameters and who gave it, with no rollback", async () => {
  const { run, state, rollbacks } = story(approve);
  expect(await run()).toMatchObject({
    outcome: "approved",
    parameters: { amount: "1250.00" },
    decision: { operator: { person: "ada" } },
  });
  expect(rollbacks()).toBe(0);
  expect(Object.values(state.set.gates)).toEqual([{ digest: expect.stringMatching(/^sha256-/u) }]);
  expect(state.runTags).toBe(1);
});

test("a rejection is answered with its reason once the rollback has run", async () => {
  const { run, rollbacks } = story((gate) => ({ output: decide(ada, gate, { verdict: "reject", comment: "twice" }) }));
  expect(await run()).toMatchObject({ outcome: "rejected", comment: "twice", rollback: "Nothing was written." });
  expect(rollbacks()).toBe(1);
});

test("nobody deciding is expired, with the rollback done", async () => {
  const { run, rollbacks } = story(() => "times out");
  expect(await run()).toEqual({ outcome: "expired", rollback: "Nothing was written." });
  expect(rollbacks()).toBe(1);
});

test("a completion from outside opens the next round, and a person can still approve inside the first deadline", async () => {
  const { run, state } = story((gate, nth) => (nth < 3 ? forge(gate, nth) : approve(gate, nth)));
  expect(await run()).toMatchObject({ outcome: "approved" });
  expect(state.tokens.map(({ timeout }) => timeout)).toEqual(["10m", "599s", "598s"]);
  expect(state.log.filter((line) => line.includes("completed outside Countersign"))).toHaveLength(2);
});

test("three completions from outside end the run for good, with the rollback done", async () => {
  const { run, state, rollbacks } = story(forge);
  const error = await run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApprovalForgedError);
  expect(error).toMatchObject({ name: "AbortTaskRunError" });
  expect([state.tokens.length, rollbacks()]).toEqual([3, 1]);
});

test("one decision does not count a second time in the next round", async () => {
  let first: unknown;
  const { run } = story((gate, nth) => {
    if (nth === 1) return { output: { approved: true } };
    first ??= decide(ada, { ...gate, digest: `sha256-${"b".repeat(64)}` }, { verdict: "approve" });
    return nth === 2 ? { output: first } : approve(gate, nth);
  });
  expect(await run()).toMatchObject({ outcome: "approved" });
});

test("a forgery with no time left is expired, not asked again", async () => {
  const { run, state } = story(() => ({ output: "ok", atMs: 599_500 }));
  expect(await run()).toMatchObject({ outcome: "expired" });
  expect(state.withdrawn).toEqual([state.tokens[1]?.tokenId]);
});

test("four eyes are two persons in sequence: the second token names the first and excludes that person", async () => {
  const requests: SeenGate[] = [];
  const { run } = story(
    (gate, nth) => {
      requests.push(gate);
      return { output: decide(nth === 1 || nth === 2 ? ada : ben, gate, { verdict: "approve" }) };
    },
    { approvals: 2 },
  );
  const outcome = await run();
  expect(outcome).toMatchObject({
    outcome: "approved",
    approvals: [{ operator: { person: "ada" } }, { operator: { person: "ben" } }],
  });
  expect(
    requests.map(({ request }) => [request.round, request.approvals.step, request.approvals.previous.length]),
  ).toEqual([
    [1, 1, 0],
    [1, 2, 1],
    [2, 2, 1],
  ]);
});

test("an edit by the second starts over with what they made of it", async () => {
  const edits = [{ op: "replace" as const, path: "/amount", value: "900.00" }];
  const requests: SeenGate[] = [];
  const { run } = story(
    (gate, nth) => {
      requests.push(gate);
      if (nth === 2) return { output: decide(ben, gate, { verdict: "approve", edits }) };
      return { output: decide(nth === 4 ? ben : ada, gate, { verdict: "approve" }) };
    },
    { approvals: 2 },
  );
  expect(await run()).toMatchObject({ outcome: "approved", parameters: { amount: "900.00" } });
  expect(requests.map(({ request }) => [request.title, request.approvals.step])).toEqual([
    ["Pay ACME GmbH 1250.00", 1],
    ["Pay ACME GmbH 1250.00", 2],
    ["Pay ACME GmbH 900.00", 1],
    ["Pay ACME GmbH 900.00", 2],
  ]);
});

test("an edit that makes it worth more asks for the second person", async () => {
  const edits = [{ op: "replace" as const, path: "/amount", value: "50000.00" }];
  const { run, state } = story(
    (gate, nth) =>
      nth === 1
        ? { output: decide(ada, gate, { verdict: "approve", edits }) }
        : { output: decide(ben, gate, { verdict: "approve" }) },
    { requireApprovals: ({ amount }) => (compareDecimals(amount, "10000") > 0 ? 2 : 1) },
  );
  expect(await run()).toMatchObject({ outcome: "approved", parameters: { amount: "50000.00" } });
  expect(state.tokens).toHaveLength(2);
});

test("a question opens the next round with the conversation, and the fifth round offers no more", async () => {
  const offered: string[][] = [];
  const { run } = story(
    (gate) => {
      offered.push([...gate.request.verdicts]);
      const ask = gate.request.verdicts.includes("respond");
      return { output: decide(ada, gate, ask ? { verdict: "respond", comment: "why?" } : { verdict: "approve" }) };
    },
    { onRespond: async (comment) => ({ summary: `You asked: ${comment}` }) },
  );
  expect(await run()).toMatchObject({ outcome: "approved" });
  expect(offered.map((verdicts) => verdicts.includes("respond"))).toEqual([true, true, true, true, false]);
});

test("a question that the task has no next request for is answered as responded", async () => {
  const { run, rollbacks } = story((gate) => ({ output: decide(ada, gate, { verdict: "respond", comment: "why?" }) }), {
    onRespond: async () => undefined,
  });
  expect(await run()).toMatchObject({ outcome: "responded", comment: "why?" });
  expect(rollbacks()).toBe(0);
});

test("without onRespond, a question is not offered and does not count", async () => {
  const { run } = story((gate, nth) =>
    nth === 1 ? { output: decide(ada, gate, { verdict: "respond", comment: "why?" }) } : approve(gate, nth),
  );
  expect(await run()).toMatchObject({ outcome: "approved" });
});

test("a decision after decideBy is expired, and one before it counts although the run woke late", async () => {
  const late = story((gate) => ({ output: decide(ada, gate, { verdict: "approve" }), atMs: 61_000 }), {
    decideBy: "2026-11-22T12:01:00.000Z",
  });
  expect(await late.run()).toMatchObject({ outcome: "expired" });
  const timely = story(approve, { decideBy: "2026-11-22T12:01:00.000Z" });
  await timely.run();
  timely.state.now += 3_600_000;
  expect(await timely.run()).toMatchObject({ outcome: "approved" });
  expect(timely.state.tokens).toHaveLength(1);
});

test("a retried attempt that asks the same meets its own token and asks nobody again", async () => {
  const { run, state } = story((gate, nth) => (nth < 2 ? forge(gate, nth) : approve(gate, nth)));
  const first = await run();
  expect(
    await run({
      ctx: { run: { id: RUN }, task: { id: "test" }, attempt: { number: 2 }, environment: { type: "PRODUCTION" } },
    }),
  ).toEqual(first);
  expect(state.tokens).toHaveLength(2);
});

test("a retried attempt that asks something else withdraws what it asked before, and only that gate", async () => {
  const { run, state } = story(approve, {}, 2);
  const request = { round: 1 } as unknown as SeenGate["request"];
  const old = leaveBehind(
    state,
    { timeout: "10m", idempotencyKey: "old", tags: ["countersign", "gate:payout"] },
    request,
  );
  leaveBehind(state, { timeout: "10m", idempotencyKey: "other", tags: ["countersign", "gate:other"] }, request);
  await run();
  expect(state.withdrawn).toEqual([old]);
  expect(state.tokens[0]?.reading).toMatchObject({ output: { version: 1, withdrawn: true } });
});

test("the same question twice in one attempt is refused: one decision must not be used twice", async () => {
  const { door } = createMemoryDoor(RUN, approve);
  const taken = new Set<string>();
  const options = { operators: () => [ada.listed], crypto: nodeCrypto, everySoOften: () => () => undefined };
  const ask = () =>
    runGate(
      {
        ctx: { run: { id: RUN }, task: { id: "test" }, attempt: { number: 1 }, environment: { type: "PRODUCTION" } },
        gate: "payout",
        kind: "payout.create",
        title: "Pay",
        parameters: { payee: "ACME", amount: "1.00", currency: "EUR" },
        schema,
        effect: "",
        rollback: "",
        timeout: "10m",
        operators: [],
      },
      { runId: RUN, door, taken, ...options },
    );
  await ask();
  await expect(ask()).rejects.toThrow(GateOptionsError);
});

test("a runaway agent stops at its maximum of gates", async () => {
  const { run, state } = story(approve, { maxGatesPerRun: 2 });
  await run({ gate: "one" });
  await run({ gate: "two" });
  await expect(run({ gate: "three" })).rejects.toThrow(TooManyGatesError);
  expect(await run({ gate: "two" })).toMatchObject({ outcome: "approved" });
  expect(state.tokens).toHaveLength(2);
});

test("a server that gives the token no timeout would let the run wait for ever: the gate is taken back", async () => {
  const { run, state, rollbacks } = story(approve, { timeout: "10m" });
  state.forgetsTimeouts = true;
  await expect(run()).rejects.toThrow(/wait for ever/u);
  expect([state.withdrawn.length, rollbacks()]).toEqual([1, 1]);
});

test("a decideBy after the timeout is refused, before or after the token is there", async () => {
  const { run, state } = story(approve, { decideBy: "2026-11-22T12:10:01.000Z" });
  await expect(run()).rejects.toThrow(GateOptionsError);
  expect(state.withdrawn).toHaveLength(1);
  const options = { timeout: "10m", decideBy: "2026-11-22T12:10:01.000Z" };
  expect(() => checkDeadlines(options, Date.parse("2026-11-22T12:00:00.000Z"))).toThrow(GateOptionsError);
  expect(() => checkDeadlines(options, Date.parse("2026-11-22T12:00:02.000Z"))).not.toThrow();
  expect(() => checkDeadlines({ timeout: "10 minutes" }, 0)).toThrow(GateOptionsError);
});

test("outside development a gate that nobody listed can decide is taken back; in development it waits for somebody", async () => {
  const alone = story(approve, { approvals: 2, roles: ["treasurer"] });
  await expect(alone.run()).rejects.toThrow(/operators\.json/u);
  expect(alone.state.withdrawn).toHaveLength(1);
  const development = {
    run: { id: RUN },
    task: { id: "test" },
    attempt: { number: 1 },
    environment: { type: "DEVELOPMENT" },
  };
  const waiting = story(() => "times out", { roles: ["treasurer"], ctx: development });
  expect(await waiting.run()).toMatchObject({ outcome: "expired" });
  expect(waiting.state.log.join()).toContain("warn: No listed operator can decide this gate");
});

test("parameters that do not fit their schema reach nobody, and the rollback is done", async () => {
  const { run, state, rollbacks } = story(approve);
  const parameters = { payee: "", amount: "1.00", currency: "EUR" };
  await expect(run({ parameters })).rejects.toThrow(IncompleteParametersError);
  expect([state.tokens.length, rollbacks()]).toEqual([0, 1]);
});

test("only operators who can still decide are named in the envelope", async () => {
  const accepts: unknown[] = [];
  const { run, state } = story(
    (gate, nth) => {
      accepts.push(state.set.gates[gate.tokenId]);
      return { output: decide(nth === 1 ? ada : ben, gate, { verdict: "approve" }) };
    },
    { approvals: 2 },
  );
  await run();
  expect(accepts).toMatchObject([{ accepts: [ada.listed.keyId, ben.listed.keyId] }, { accepts: [ben.listed.keyId] }]);
});
