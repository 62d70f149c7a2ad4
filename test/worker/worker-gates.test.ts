import { createHash } from "node:crypto";
import { runs } from "@trigger.dev/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { parseExactJson } from "#core/json.ts";
import { GateRequest } from "#core/envelope.ts";
import { createOperator, decide, type SeenGate } from "./worker-operators.ts";
import { startWorkerSandbox, type WorkerSandbox } from "./worker-sandbox.ts";

const ada = createOperator("ada");
const ben = createOperator("ben");
let started: WorkerSandbox | undefined;
let sandbox: WorkerSandbox;

beforeAll(async () => {
  started = await startWorkerSandbox();
  sandbox = started;
  sandbox.list([ada.listed, ben.listed]);
});
afterAll(() => started?.stop());

test("a vendor's new bank account needs two persons, and is then the vendor's", async () => {
  const runId = await sandbox.trigger("vendor-bank-change", {
    vendorId: "vendor-acme",
    newIban: "AT611904300234573201",
    letter: "We have moved our account.",
  });
  const first = await sandbox.waitForGate(runId);
  expect(first.request).toMatchObject({ kind: "vendor.bank-change", approvals: { needed: 2, step: 1 } });
  await sandbox.complete(first, decide(ben, first, { verdict: "approve" }));
  const second = await sandbox.waitForGate(runId, first);
  expect(second.accepts).toEqual([ada.listed.keyId]);
  await sandbox.complete(second, decide(ada, second, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED", output: { outcome: "changed" } });
  expect((await sandbox.pool.query("select iban from vendors where id = 'vendor-acme'")).rows).toEqual([
    { iban: "AT611904300234573201" },
  ]);
});

test("a vendor's account that is no account reaches nobody", async () => {
  const runId = await sandbox.trigger("vendor-bank-change", {
    vendorId: "vendor-acme",
    newIban: "DE00000000000000000000",
    letter: "",
  });
  expect((await sandbox.waitForEnd(runId)).error).toMatch(/IncompleteParametersError/u);
});

test("a small correction takes one person; an edit that makes it large takes the second", async () => {
  const correction = { debit: "6300", credit: "1200", amount: "99.00", currency: "EUR", reason: "Booked twice." };
  const small = await sandbox.trigger("ledger-correction", { correction });
  const first = await sandbox.waitForGate(small);
  await sandbox.complete(first, decide(ada, first, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(small)).toMatchObject({ output: { outcome: "booked" } });

  const large = await sandbox.trigger("ledger-correction", { correction });
  const proposed = await sandbox.waitForGate(large);
  const edits = [{ op: "replace" as const, path: "/amount", value: "10000.00" }];
  await sandbox.complete(proposed, decide(ada, proposed, { verdict: "approve", edits }));
  const edited = await sandbox.waitForGate(large, proposed);
  expect(edited.request).toMatchObject({
    title: "Book EUR 10,000.00 from 1200 to 6300",
    approvals: { needed: 2, step: 2, previous: [{ person: "ada" }] },
  });
  await sandbox.complete(edited, decide(ben, edited, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(large)).toMatchObject({ output: { outcome: "booked" } });
  expect(
    (
      await sandbox.pool.query(
        "select trim_scale(amount)::text as amount, approved_by from ledger_corrections order by created_at",
      )
    ).rows,
  ).toEqual([
    { amount: "99", approved_by: ["Operator ada"] },
    { amount: "10000", approved_by: ["Operator ada", "Operator ben"] },
  ]);
});

test("a request of two megabytes is read page by page, proves whole by its digest and can be approved", async () => {
  const line = (index: number) => `4400;${index}.05;${"Äußerst ausführlicher Buchungstext ".repeat(6)}${index}`;
  const document = Array.from({ length: 9_000 }, (_, index) => line(index)).join("\n");
  await sandbox.pool.query("insert into ledger_imports (id, document, currency) values ('large', $1, 'EUR')", [
    document,
  ]);
  const runId = await sandbox.trigger("ledger-import", { importId: "large" });
  const gate = await sandbox.waitForGate(runId);
  const payload = gate.request.payload;
  expect(gate.request.parameters).toEqual({ total: "40495950", currency: "EUR" });

  const Page = z.object({ ref: z.string(), pages: z.int(), page: z.int(), bytes: z.int(), data: z.base64() });
  const chunks: Buffer[] = [];
  for (let page = 0, pages = 1; page < pages; page += 1) {
    const reading = await sandbox.trigger("countersign-read-payload", { ref: payload?.ref, page });
    const read = Page.parse((await sandbox.waitForEnd(reading)).output);
    chunks.push(Buffer.from(read.data, "base64"));
    pages = read.pages;
  }
  const bytes = Buffer.concat(chunks);
  expect(chunks.length).toBe(3);
  expect(bytes.length).toBe(payload?.bytes);
  expect(`sha256-${createHash("sha256").update(bytes).digest("hex")}`).toBe(payload?.digest);

  const whole = GateRequest.parse(parseExactJson(bytes.toString()));
  const shown: SeenGate = { ...gate, request: whole };
  await sandbox.complete(gate, decide(ada, shown, { verdict: "approve" }));
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ output: { outcome: "booked" } });
});

test("a page past the end, or a name that is no payload's, is refused; a row that is not there is an answer", async () => {
  const kept = await sandbox.pool.query<{ ref: string }>("select ref from approval_payloads limit 1");
  for (const payload of [{ ref: kept.rows[0]?.ref, page: 99 }, { ref: "../../etc/passwd", page: 0 }, { page: 0 }]) {
    const runId = await sandbox.trigger("countersign-read-payload", payload);
    expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "FAILED", attempts: 1 });
  }
  const gone = { ref: "approval_payloads/none", page: 0 };
  const runId = await sandbox.trigger("countersign-read-payload", gone);
  expect(await sandbox.waitForEnd(runId)).toMatchObject({ status: "COMPLETED", output: { ...gone, missing: true } });
});

test("a cancelled run's invoice is open again, by its own hook or by the reconciler", async () => {
  await sandbox.addInvoice("cancelled");
  const runId = await sandbox.trigger("payout-agent", { invoiceId: "cancelled" });
  await sandbox.waitForGate(runId);
  await runs.cancel(runId);
  await sandbox.waitForEnd(runId);
  await sandbox.addInvoice("held");
  const holder = await sandbox.trigger("payout-agent", { invoiceId: "held" });
  await sandbox.waitForGate(holder);
  const reconciler = await sandbox.trigger("reconcile-invoices", {});
  await sandbox.waitForEnd(reconciler);
  expect(await sandbox.books("cancelled")).toEqual({ status: "open", payouts: [] });
  expect(await sandbox.books("held")).toEqual({ status: "in_review", payouts: [] });
});

test("an invoice whose run was killed before its own hook ran is put back by the reconciler", async () => {
  await sandbox.addInvoice("killed");
  const runId = await sandbox.trigger("payout-agent", { invoiceId: "killed" });
  await sandbox.waitForGate(runId);
  await runs.cancel(runId);
  await sandbox.waitForEnd(runId);
  await expect.poll(async () => (await sandbox.books("killed")).status, { timeout: 30_000 }).toBe("open");
  // As a worker leaves it that is killed: the run has ended, and nobody has rolled anything back.
  await sandbox.pool.query("update invoices set status = 'in_review', run_id = $1 where id = 'killed'", [runId]);
  const end = await sandbox.waitForEnd(await sandbox.trigger("reconcile-invoices", {}));
  expect(end).toMatchObject({ status: "COMPLETED", output: { reopened: ["killed"] } });
  expect(await sandbox.books("killed")).toEqual({ status: "open", payouts: [] });
});

test("an invoice whose run is known to nobody is put back by the reconciler", async () => {
  await sandbox.addInvoice("orphan");
  await sandbox.pool.query(
    "update invoices set status = 'in_review', run_id = 'run_nobodyknowsit' where id = 'orphan'",
  );
  const end = await sandbox.waitForEnd(await sandbox.trigger("reconcile-invoices", {}));
  expect(end).toMatchObject({ status: "COMPLETED", output: { reopened: ["orphan"] } });
  expect((await sandbox.books("orphan")).status).toBe("open");
});

test("a cancelled run's import is open again, and one whose run is known to nobody is put back by the reconciler", async () => {
  await sandbox.pool.query(
    `insert into ledger_imports (id, document, currency, status, run_id)
     values ('cancelled', '4400;1.05;one', 'EUR', 'open', null), ('held', '4400;2.05;two', 'EUR', 'open', null),
       ('orphan', '4400;3.05;three', 'EUR', 'in_review', 'run_nobodyknowsit')`,
  );
  const cancelled = await sandbox.trigger("ledger-import", { importId: "cancelled" });
  await sandbox.waitForGate(cancelled);
  await runs.cancel(cancelled);
  await sandbox.waitForGate(await sandbox.trigger("ledger-import", { importId: "held" }));
  const statusOf = async (id: string) => {
    const found = await sandbox.pool.query("select status from ledger_imports where id = $1", [id]);
    return z.object({ status: z.string() }).parse(found.rows[0]).status;
  };
  await expect.poll(() => statusOf("cancelled"), { timeout: 30_000 }).toBe("open");
  const end = await sandbox.waitForEnd(await sandbox.trigger("reconcile-imports", {}));
  expect(end).toMatchObject({ status: "COMPLETED", output: { reopened: ["orphan"] } });
  expect([await statusOf("orphan"), await statusOf("held")]).toEqual(["open", "in_review"]);
});
