import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import type { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimInvoice, listInvoicesInReview, releaseInvoice } from "#trigger/db/invoices.ts";
import { migrate } from "#trigger/db/migrate.ts";
import { findModelAnswer, saveModelAnswer } from "#trigger/db/model-answers.ts";
import { type Payout, recordPayout } from "#trigger/db/payouts.ts";
import { insertSamples } from "#trigger/db/samples.ts";
import { openTestPool, type StartedPostgres } from "./worker-postgres.ts";
import { postgresServers } from "./worker-postgres-servers.ts";

const payout: Payout = {
  invoiceId: "inv-1",
  runId: "run_one",
  payee: "ACME GmbH",
  iban: "DE89370400440532013000",
  amount: "1250.000000000000000001",
  currency: "EUR",
  reference: "RF18539007547034",
  dueDate: "2026-12-05",
  approvedBy: "Ada",
  decisionId: "0195e3c0-0000-7000-8000-000000000000",
};

describe.for(postgresServers)("on $name", ({ version, missing, start }) => {
  if (missing !== undefined) return test.skip(missing);
  let postgres: StartedPostgres | undefined;
  let pool: Pool;

  beforeAll(async () => {
    postgres = await start();
    pool = openTestPool(postgres.url);
  });
  afterAll(async () => {
    await pool.end();
    await postgres?.stop();
  });
  beforeEach(async () => {
    await pool.query("drop schema public cascade");
    await pool.query("create schema public");
    await migrate(pool);
    await pool.query("insert into invoices (id, text) values ('inv-1', 'Invoice 1')");
  });

  async function rows(table: "payouts" | "invoices") {
    return (await pool.query(`select * from ${table}`)).rows;
  }

  test("many processes may migrate at once, and each migration runs once", async () => {
    await pool.query("drop schema public cascade");
    await pool.query("create schema public");
    const ran = await Promise.all([migrate(pool), migrate(pool), migrate(pool)]);
    expect(ran.map((names) => names.length).toSorted((a, b) => a - b)).toEqual([0, 0, 4]);
  });

  test("prepare.ts migrates and fills in twenty open invoices, and a second time changes nothing", async () => {
    const prepare = () =>
      promisify(execFile)(process.execPath, ["trigger/db/prepare.ts", "--samples"], {
        env: { ...process.env, DATABASE_URL: postgres?.url },
      });
    await pool.query("delete from invoices");
    await prepare();
    await pool.query("update invoices set text = 'read already' where id = 'inv-2026-0107'");
    await prepare();
    const open = await pool.query("select count(*)::int as n from invoices where status = 'open' and run_id is null");
    expect(open.rows).toEqual([{ n: 20 }]);
    expect((await pool.query("select text from invoices where id = 'inv-2026-0107'")).rows).toEqual([
      { text: "read already" },
    ]);
  });

  test("an invoice is held by one run: its retry takes it again, another run does not get it", async () => {
    expect(await claimInvoice(pool, "inv-1", "run_one")).toMatchObject({ status: "in_review", run_id: "run_one" });
    expect(await claimInvoice(pool, "inv-1", "run_one")).toMatchObject({ status: "in_review" });
    expect(await claimInvoice(pool, "inv-1", "run_two")).toBeUndefined();
    expect(await claimInvoice(pool, "inv-0", "run_two")).toBeUndefined();
    expect(await listInvoicesInReview(pool)).toEqual([{ id: "inv-1", runId: "run_one" }]);
    await releaseInvoice(pool, "inv-1", "run_two");
    expect(await claimInvoice(pool, "inv-1", "run_two")).toBeUndefined();
    await releaseInvoice(pool, "inv-1", "run_one");
    expect(await claimInvoice(pool, "inv-1", "run_two")).toMatchObject({ run_id: "run_two" });
  });

  test("two runs that want the same invoice at the same time: one gets it", async () => {
    const claims = await Promise.all(["a", "b", "c", "d"].map((name) => claimInvoice(pool, "inv-1", `run_${name}`)));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  test("a payout done again by its retried run is still one row, to the last digit, and the invoice stays paid", async () => {
    await claimInvoice(pool, "inv-1", "run_one");
    await recordPayout(pool, payout);
    await recordPayout(pool, payout);
    await releaseInvoice(pool, "inv-1", "run_one");
    expect(await rows("payouts")).toMatchObject([{ run_id: "run_one", amount: "1250.000000000000000001" }]);
    expect(await rows("invoices")).toMatchObject([{ status: "paid" }]);
    expect(await claimInvoice(pool, "inv-1", "run_one")).toMatchObject({ status: "paid" });
  });

  test("a payout whose invoice is not held by the run writes nothing", async () => {
    await expect(recordPayout(pool, payout)).rejects.toThrow(/no longer held/u);
    expect(await rows("payouts")).toEqual([]);
  });

  test("a payout that cannot be inserted leaves the invoice in review", async () => {
    await claimInvoice(pool, "inv-1", "run_one");
    await expect(recordPayout(pool, { ...payout, amount: "-1" })).rejects.toThrow();
    expect(await rows("invoices")).toMatchObject([{ status: "in_review" }]);
  });

  test("a transaction that PostgreSQL asks to try again is tried again", async () => {
    await claimInvoice(pool, "inv-1", "run_one");
    await pool.query("create sequence tries");
    await pool.query(`create function refuse_once() returns trigger language plpgsql as $$
    begin
      if nextval('tries') = 1 then raise exception 'try again' using errcode = '40001'; end if;
      return new;
    end $$`);
    await pool.query("create trigger refuse_once before insert on payouts for each row execute function refuse_once()");
    await recordPayout(pool, payout);
    expect(await rows("payouts")).toHaveLength(1);
  });

  test("the first answer of a turn is the one that stays", async () => {
    const answer = { runId: "run_one", turn: "payout", model: "gpt-4o", text: "first" };
    await saveModelAnswer(pool, answer);
    await saveModelAnswer(pool, { ...answer, text: "second" });
    expect(await findModelAnswer(pool, "run_one", "payout")).toBe("first");
    expect(await findModelAnswer(pool, "run_two", "payout")).toBeUndefined();
  });

  test("samples may be filled in by several processes at once", async () => {
    await Promise.all([insertSamples(pool), insertSamples(pool)]);
    expect(await rows("invoices")).toHaveLength(21);
  });

  test("it is the version that it is said to be", async () => {
    const found = await pool.query("select current_setting('server_version_num')::int / 10000 as version");
    expect(found.rows).toEqual([{ version }]);
  });
});
