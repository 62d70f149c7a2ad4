import { wait } from "@trigger.dev/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatGateTags } from "#core/gate-tags.ts";
import { createOperator, decide } from "./worker-operators.ts";
import { startWorkerSandbox, type WorkerSandbox } from "./worker-sandbox.ts";

const ada = createOperator("ada");
const ben = createOperator("ben");
const stranger = createOperator("stranger");
let started: WorkerSandbox | undefined;
let sandbox: WorkerSandbox;

beforeAll(async () => {
  started = await startWorkerSandbox();
  sandbox = started;
  sandbox.list([ada.listed, ben.listed]);
});
afterAll(() => started?.stop());

async function payout(invoiceId: string, payload: Record<string, unknown> = {}) {
  await sandbox.addInvoice(invoiceId);
  return sandbox.trigger("payout-agent", { invoiceId, ...payload });
}

test("an approval writes one row and marks the invoice paid; the token's tags and envelope agree", async () => {
  const runId = await payout("approve");
  const gate = await sandbox.waitForGate(runId);
  expect(gate.request).toMatchObject({
    title: "Pay ACME GmbH EUR 1,250.00",
    model: "scripted model",
    requestedBy: "payout-agent",
    parameters: { payee: "ACME GmbH", iban: "DE89370400440532013000", amount: "1250.00", currency: "EUR" },
  });
  expect(await sandbox.books("approve")).toEqual({ status: "in_review", payouts: [] });
  const token = await wait.retrieveToken(gate.tokenId);
  expect(token.tags).toEqual(formatGateTags(gate.request, runId));
  expect(token.timeoutAt).toBeInstanceOf(Date);

  await sandbox.complete(gate, decide(ada, gate, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED", output: { outcome: "paid" } });
  expect(await sandbox.books("approve")).toEqual({
    status: "paid",
    payouts: [{ payee: "ACME GmbH", amount: "1250", approved_by: "Operator ada" }],
  });
});

test("an approval with an edit pays the edited amount", async () => {
  const runId = await payout("edit");
  const gate = await sandbox.waitForGate(runId);
  const edits = [{ op: "replace" as const, path: "/amount", value: "1200.50" }];
  await sandbox.complete(gate, decide(ada, gate, { verdict: "approve", edits }));
  await sandbox.waitForEnd(runId);
  expect(await sandbox.books("edit")).toMatchObject({ status: "paid", payouts: [{ amount: "1200.5" }] });
});

test("a rejection writes nothing and leaves the invoice open", async () => {
  const runId = await payout("reject");
  const gate = await sandbox.waitForGate(runId);
  await sandbox.complete(gate, decide(ada, gate, { verdict: "reject", comment: "not ours" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED", output: { outcome: "rejected" } });
  expect(await sandbox.books("reject")).toEqual({ status: "open", payouts: [] });
});

test("a gate that nobody decides expires: nothing is written and the invoice is open", async () => {
  const runId = await payout("expire", { timeout: "3s" });
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED", output: { outcome: "expired" } });
  const tokens = [];
  for await (const token of wait.listTokens({ tags: `run:${runId}` })) tokens.push(token.status);
  expect(tokens).toEqual(["TIMED_OUT"]);
  expect(await sandbox.books("expire")).toEqual({ status: "open", payouts: [] });
});

test("three forged completions of different kinds fail the run for good, and write nothing", async () => {
  const runId = await payout("forge");
  const first = await sandbox.waitForGate(runId);
  const replayed = decide(ada, first, { verdict: "approve" });
  await sandbox.complete(first, { approved: true });
  const second = await sandbox.waitForGate(runId, first);
  await sandbox.complete(second, decide(stranger, second, { verdict: "approve" }));
  const third = await sandbox.waitForGate(runId, first, second);
  expect(third.request.round).toBe(3);
  await sandbox.complete(third, replayed);
  const end = await sandbox.waitForEnd(runId);
  expect(end).toMatchObject({ status: "FAILED", attempts: 1 });
  expect(end.error).toMatch(/ApprovalForgedError.*completed outside Countersign/u);
  expect(await sandbox.books("forge")).toEqual({ status: "open", payouts: [] });
});

test("an honest approval after a forged completion still pays, once", async () => {
  const runId = await payout("forge-once");
  const first = await sandbox.waitForGate(runId);
  await sandbox.complete(first, "approved");
  const second = await sandbox.waitForGate(runId, first);
  await sandbox.complete(second, decide(ada, second, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED" });
  expect((await sandbox.books("forge-once")).payouts).toHaveLength(1);
});

test("an attempt that is retried after the approval meets the same token, asks nobody again and pays once", async () => {
  await sandbox.pool.query("create sequence refusals");
  await sandbox.pool.query(`create function refuse_first() returns trigger language plpgsql as $$
    begin
      if new.invoice_id = 'retry' and nextval('refusals') = 1 then raise exception 'the disk is full'; end if;
      return new;
    end $$`);
  await sandbox.pool.query(
    "create trigger refuse_first before insert on payouts for each row execute function refuse_first()",
  );
  const before = await sandbox.modelCalls();
  const runId = await payout("retry");
  const gate = await sandbox.waitForGate(runId);
  await sandbox.complete(gate, decide(ada, gate, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED", attempts: 2 });
  expect(await sandbox.books("retry")).toMatchObject({ status: "paid", payouts: [{ amount: "1250" }] });
  const tokens = [];
  for await (const token of wait.listTokens({ tags: `run:${runId}` })) tokens.push(token.id);
  expect(tokens).toEqual([gate.tokenId]);
  expect(await sandbox.modelCalls()).toBe(before + 1);
});

test("an incomplete answer of the model is repaired in one turn before anybody is asked", async () => {
  await sandbox.control("model", { reset: true, answers: [{ kind: "incomplete" }] });
  const runId = await payout("repair");
  const gate = await sandbox.waitForGate(runId);
  expect(gate.request.parameters).toMatchObject({ amount: "1250.00" });
  expect(await sandbox.modelCalls()).toBe(2);
  await sandbox.complete(gate, decide(ada, gate, { verdict: "reject", comment: "seen enough" }));
  await sandbox.waitForEnd(runId);
});

test("a model that stays incomplete reaches nobody: the run says what is missing and the invoice is open", async () => {
  await sandbox.control("model", { reset: true, answers: [{ kind: "incomplete" }, { kind: "refusal" }] });
  const runId = await payout("incomplete");
  const end = await sandbox.waitForEnd(runId);
  expect(end).toMatchObject({ status: "FAILED", attempts: 1 });
  expect(end.error).toMatch(/IncompleteParametersError[\s\S]*status 'open'/u);
  expect(await sandbox.modelCalls()).toBe(2);
  expect(await sandbox.books("incomplete")).toEqual({ status: "open", payouts: [] });
});

test("four eyes: the second person sees the first, the same person does not count twice", async () => {
  const runId = await payout("four-eyes", { approvals: 2 });
  const first = await sandbox.waitForGate(runId);
  expect(first.request.approvals).toEqual({ needed: 2, step: 1, previous: [] });
  await sandbox.complete(first, decide(ada, first, { verdict: "approve" }));
  const second = await sandbox.waitForGate(runId, first);
  expect(second.request.approvals).toMatchObject({ step: 2, previous: [{ person: "ada", tokenId: first.tokenId }] });
  await sandbox.complete(second, decide(ada, second, { verdict: "approve" }));
  const third = await sandbox.waitForGate(runId, first, second);
  await sandbox.complete(third, decide(ben, third, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED" });
  expect(await sandbox.books("four-eyes")).toMatchObject({
    status: "paid",
    payouts: [{ approved_by: "Operator ada, Operator ben" }],
  });
});

test("a question goes to the model and comes back as the next round, with what was said", async () => {
  const runId = await payout("respond");
  const first = await sandbox.waitForGate(runId);
  await sandbox.complete(first, decide(ada, first, { verdict: "respond", comment: "Is the reference right?" }));
  const second = await sandbox.waitForGate(runId, first);
  expect(second.request).toMatchObject({
    round: 2,
    conversation: [{ operator: "Operator ada", comment: "Is the reference right?" }],
  });
  await sandbox.complete(second, decide(ada, second, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED" });
  expect((await sandbox.books("respond")).payouts).toHaveLength(1);
});

test("an operator who is listed only after the gate opened can decide it", async () => {
  sandbox.list([]);
  const runId = await payout("late-operator");
  const gate = await sandbox.waitForGate(runId);
  expect(gate.accepts).toEqual([]);
  sandbox.list([ada.listed, ben.listed]);
  await expect
    .poll(async () => (await sandbox.waitForGate(runId)).accepts, { timeout: 60_000 })
    .toEqual([ada.listed.keyId, ben.listed.keyId]);
  await sandbox.complete(gate, decide(ada, gate, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED", output: { outcome: "paid" } });
});

test("an invoice that another run holds or that is paid is refused, untouched", async () => {
  const holder = await payout("held");
  const gate = await sandbox.waitForGate(holder);
  const second = await sandbox.trigger("payout-agent", { invoiceId: "held" });
  expect(await sandbox.waitForEnd(second)).toMatchObject({ status: "FAILED", attempts: 1 });
  expect(await sandbox.books("held")).toMatchObject({ status: "in_review" });
  await sandbox.complete(gate, decide(ada, gate, { verdict: "reject", comment: "done" }));
  await sandbox.waitForEnd(holder);
});
