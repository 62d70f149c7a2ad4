import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Pool } from "pg";
import { claimInvoice } from "#trigger/db/invoices.ts";
import { migrate } from "#trigger/db/migrate.ts";
import { type Payout, recordPayout } from "#trigger/db/payouts.ts";
import { CommitInDoubtError } from "#trigger/db/transaction.ts";
import { createOperator, decide } from "./worker-operators.ts";
import { openTestPool, type StartedPostgres } from "./worker-postgres.ts";
import { postgresServers } from "./worker-postgres-servers.ts";
import { type Cut, type Relay, startRelay } from "./worker-relay.ts";
import { startWorkerSandbox, type WorkerSandbox } from "./worker-sandbox.ts";

const payout: Payout = {
  invoiceId: "inv-1",
  runId: "run_one",
  payee: "ACME GmbH",
  iban: "DE89370400440532013000",
  amount: "1250.00",
  currency: "EUR",
  reference: "RF18539007547034",
  dueDate: "2026-12-05",
  approvedBy: "Ada",
  decisionId: "0195e3c0-0000-7000-8000-000000000000",
};

describe.for(postgresServers)("the write over a connection that breaks, on $name", ({ missing, start }) => {
  if (missing !== undefined) return test.skip(missing);
  let postgres: StartedPostgres | undefined;
  let relay: Relay;
  let pool: Pool;
  let wired: Pool;

  beforeAll(async () => {
    postgres = await start();
    relay = await startRelay(postgres.url);
    pool = openTestPool(postgres.url);
    await migrate(pool);
  });
  afterAll(async () => {
    await pool.end();
    await relay.stop();
    await postgres?.stop();
  });
  beforeEach(async () => {
    await pool.query("truncate payouts, invoices");
    await pool.query("insert into invoices (id, text) values ('inv-1', 'Invoice 1')");
    wired = openTestPool(relay.url);
    await claimInvoice(wired, "inv-1", "run_one");
  });
  afterEach(() => wired.end());

  const WRITTEN = { said: "written", rows: 1, status: "paid" };

  test.each<{ name: string; cuts: Cut[]; ends: { said: string; rows: number; status: string } }>([
    { name: "before COMMIT", cuts: ["before COMMIT"], ends: WRITTEN },
    { name: "during COMMIT", cuts: ["during COMMIT"], ends: WRITTEN },
    { name: "after COMMIT", cuts: ["after COMMIT"], ends: WRITTEN },
    { name: "during COMMIT, then before it", cuts: ["during COMMIT", "before COMMIT"], ends: WRITTEN },
    {
      name: "before every COMMIT",
      cuts: repeated("before COMMIT", 5),
      ends: { said: "in doubt", rows: 0, status: "in_review" },
    },
    {
      name: "during every COMMIT",
      cuts: repeated("during COMMIT", 5),
      ends: { said: "in doubt", rows: 1, status: "paid" },
    },
  ])("$name: $ends.said, with $ends.rows rows, and a retry ends at one", async ({ cuts, ends }) => {
    relay.cutAt(...cuts);
    const said = await recordPayout(wired, payout).then(
      () => "written",
      (error: unknown) => (error instanceof CommitInDoubtError ? "in doubt" : String(error)),
    );
    expect(relay.cutsLeft()).toBe(0);
    // PostgreSQL may notice the loss a moment later; its locks make the claim wait until it has.
    const claimed = await claimInvoice(pool, "inv-1", "run_one");
    expect({ said, rows: await countRows(), status: claimed?.status }).toEqual(ends);

    await recordPayout(pool, payout);
    expect(await countRows()).toBe(1);
    expect(await claimInvoice(pool, "inv-1", "run_one")).toMatchObject({ status: "paid" });
  });

  test("a connection lost before COMMIT was asked for leaves no doubt: nothing was written", async () => {
    await relay.stop();
    await expect(recordPayout(wired, payout)).rejects.toThrow(/ECONNREFUSED/u);
    expect(await countRows()).toBe(0);
  });

  async function countRows(): Promise<unknown> {
    const found = await pool.query<{ rows: number }>("select count(*)::int as rows from payouts");
    return found.rows[0]?.rows;
  }
});

describe("an approved run whose connection breaks", () => {
  const ada = createOperator("ada");
  const server = postgresServers.findLast(({ missing }) => missing === undefined);
  let postgres: StartedPostgres | undefined;
  let relay: Relay | undefined;
  let sandbox: WorkerSandbox | undefined;

  beforeAll(async () => {
    postgres = await server?.start();
    relay = await startRelay(postgres?.url ?? "");
    sandbox = await startWorkerSandbox({ databaseUrl: relay.url });
    sandbox.list([ada.listed]);
  });
  afterAll(async () => {
    await sandbox?.stop();
    await relay?.stop();
    await postgres?.stop();
  });

  test.each<{ name: string; cuts: Cut[]; end: object; rows: number; status: string }>([
    { name: "before COMMIT", cuts: ["before COMMIT"], end: paid(1), rows: 1, status: "paid" },
    { name: "during COMMIT", cuts: ["during COMMIT"], end: paid(1), rows: 1, status: "paid" },
    { name: "after COMMIT", cuts: ["after COMMIT"], end: paid(1), rows: 1, status: "paid" },
    {
      name: "during every COMMIT of the first attempt",
      cuts: repeated("during COMMIT", 5),
      end: paid(2),
      rows: 1,
      status: "paid",
    },
    {
      name: "before every COMMIT of every attempt",
      cuts: repeated("before COMMIT", 15),
      end: { status: "FAILED", attempts: 3, error: expect.stringContaining("may or may not have been written") },
      rows: 0,
      status: "open",
    },
  ])("$name: $rows rows, the invoice is $status, and the run says so", async ({ name, cuts, end, rows, status }) => {
    if (sandbox === undefined || relay === undefined) throw new Error("The sandbox did not start.");
    const invoiceId = await sandbox.addInvoice(name);
    const runId = await sandbox.trigger("payout-agent", { invoiceId });
    const gate = await sandbox.waitForGate(runId);
    relay.cutAt(...cuts);
    await sandbox.complete(gate, decide(ada, gate, { verdict: "approve" }));
    expect(await sandbox.waitForEnd(runId)).toMatchObject(end);
    expect(relay.cutsLeft()).toBe(0);
    const books = await sandbox.books(invoiceId);
    expect({ rows: books.payouts.length, status: books.status }).toEqual({ rows, status });
  });

  function paid(attempts: number) {
    return { status: "COMPLETED", attempts, output: { outcome: "paid" } };
  }
});

function repeated(cut: Cut, times: number): Cut[] {
  return Array.from({ length: times }, () => cut);
}
