import { runs, wait } from "@trigger.dev/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOperator, decide, type SeenGate } from "./worker-operators.ts";
import { startWorkerSandbox, type WorkerSandbox } from "./worker-sandbox.ts";

const ada = createOperator("ada");
const order = { item: "paper", amount: "10.00" };
let started: WorkerSandbox | undefined;
let sandbox: WorkerSandbox;

beforeAll(async () => {
  started = await startWorkerSandbox({
    args: ["--worker-dir", "test/worker/scale-tasks", "--rate-limit", "10000000"],
  });
  sandbox = started;
  sandbox.list([ada.listed]);
});
afterAll(() => started?.stop());

test("two gates in one run are two tokens, and each is decided for itself", async () => {
  const runId = await sandbox.trigger("scale-two-gates", order);
  const first = await sandbox.waitForGate(runId);
  await approve(first, "12.00");
  const second = await sandbox.waitForGate(runId, first);
  expect([first, second].map(({ request }) => [request.gate, request.parameters["amount"]])).toEqual([
    ["order", "10.00"],
    ["delivery", "10.00"],
  ]);
  await sandbox.complete(second, decide(ada, second, { verdict: "reject", comment: "collect it" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({
    status: "COMPLETED",
    output: { order: { item: "paper", amount: "12.00" }, delivery: "rejected" },
  });
});

test("a gate in a task that another task waits for: the decision reaches both", async () => {
  const parentId = await sandbox.trigger("scale-parent", order);
  const childId = await expect
    .poll(() => childOf(parentId), { timeout: 60_000 })
    .toBeDefined()
    .then(() => childOf(parentId));
  const gate = await sandbox.waitForGate(childId ?? "");
  expect((await runs.retrieve(parentId)).isCompleted).toBe(false);
  await approve(gate, "11.00");
  expect(await sandbox.waitForEnd(parentId)).toMatchObject({
    status: "COMPLETED",
    output: { child: { item: "paper", amount: "11.00" } },
  });
});

test("twenty-five gates wait at once, and each run hears its own decision", async () => {
  const items = Array.from({ length: 25 }, (_, index) => `item ${index}`);
  const runIds = await Promise.all(items.map((item) => sandbox.trigger("scale-one-gate", { ...order, item })));
  const gates = await Promise.all(runIds.map((runId) => sandbox.waitForGate(runId)));
  expect(new Set(gates.map(({ tokenId }) => tokenId)).size).toBe(25);
  await Promise.all(gates.toReversed().map((gate, index) => approve(gate, `${index}.50`)));
  const ends = await Promise.all(runIds.map((runId) => sandbox.waitForEnd(runId)));
  expect(ends.map(({ output }) => output)).toEqual(
    items.map((item, index) => ({ item, amount: `${items.length - 1 - index}.50` })),
  );
});

test.each(["before", "after"] as const)(
  "an attempt that fails %s the gate is retried and asks once",
  async (failing) => {
    const runId = await sandbox.trigger("scale-retried", { ...order, failing });
    await approve(await sandbox.waitForGate(runId), "13.00");
    expect(await sandbox.waitForEnd(runId)).toMatchObject({
      status: "COMPLETED",
      attempts: 2,
      output: { amount: "13.00" },
    });
    expect(await tokensOf(runId)).toHaveLength(1);
  },
);

test("an attempt that fails at the gate, its token open already, is retried and waits at the same token", async () => {
  // A list that cannot be read stops the attempt between the token's opening and its description.
  sandbox.list("unreadable");
  const runId = await sandbox.trigger("scale-retried", { ...order, failing: "never" });
  await expect.poll(() => tokensOf(runId), { timeout: 60_000 }).toHaveLength(1);
  const attempts = async () => (await runs.retrieve(runId)).attemptCount;
  await expect.poll(attempts, { timeout: 60_000 }).toBeGreaterThan(1);
  sandbox.list([ada.listed]);
  const gate = await sandbox.waitForGate(runId);
  await approve(gate, "14.00");
  const end = await sandbox.waitForEnd(runId);
  expect(end).toMatchObject({ status: "COMPLETED", output: { amount: "14.00" } });
  expect(end.attempts).toBeGreaterThan(1);
  expect(await tokensOf(runId)).toEqual([gate.tokenId]);
});

async function approve(gate: SeenGate, amount: string): Promise<void> {
  const edits = [{ op: "replace" as const, path: "/amount", value: amount }];
  await sandbox.complete(gate, decide(ada, gate, { verdict: "approve", edits }));
}

async function tokensOf(runId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const token of wait.listTokens({ tags: `run:${runId}` })) found.push(token.id);
  return found;
}

async function childOf(parentId: string): Promise<string | undefined> {
  return (await runs.retrieve(parentId)).relatedRuns.children?.[0]?.id;
}
