import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { type StartedSandbox, startSandbox } from "./start-sandbox.ts";

const WITHOUT_WORKER = ["--no-worker", "--database"];

test("the sandbox's own database starts with twenty open invoices and outlives a kill -9", async () => {
  const sandbox = await open({ env: { DATABASE_URL: "" } });
  const { databaseUrl } = sandbox.ready();
  expect(await ask(databaseUrl, "select count(*)::int as value from invoices where status = 'open'")).toBe(20);
  await ask(databaseUrl, "create table kept (value int)");

  await sandbox.kill9();
  expect(await ask(databaseUrl, "select 1 as value")).toBe(1);
  expect((await sandbox.restart()).databaseUrl).toBe(databaseUrl);
  await ask(databaseUrl, "insert into kept values (1)");

  expect((await sandbox.restart()).databaseUrl).toBe(databaseUrl);
  expect(await ask(databaseUrl, "select value from kept")).toBe(1);
  expect(await ask(databaseUrl, "select count(*)::int as value from invoices")).toBe(20);
  await sandbox.stop();
  await expect(ask(databaseUrl, "select 1 as value")).rejects.toThrow("ECONNREFUSED");
});

test("a database whose password was deleted with its folder is put aside, and a new one begins", async () => {
  const sandbox = await open({ env: { DATABASE_URL: "" } });
  await ask(sandbox.ready().databaseUrl, "create table kept (value int)");
  rmSync(join(sandbox.dataDir, "postgres-password"));

  const { databaseUrl } = await sandbox.restart();
  expect(await ask(databaseUrl, "select count(*)::int as value from invoices where status = 'open'")).toBe(20);
  expect(sandbox.errors()).toContain(`was moved to ${join(sandbox.dataDir, "postgres.kept-1")}`);
  expect(existsSync(join(sandbox.dataDir, "postgres.kept-1", "PG_VERSION"))).toBe(true);
});

test("a database of one's own is used as it is, without samples", async () => {
  const host = await open({ env: { DATABASE_URL: "" } });
  const own = (host.ready().databaseUrl ?? "").replace(/postgres$/u, "own");
  await ask(host.ready().databaseUrl, "create database own");
  const sandbox = await open({ env: { DATABASE_URL: own } });
  expect(sandbox.ready().databaseUrl).toBe(own);
  expect(await ask(own, "select count(*)::int as value from invoices")).toBe(0);
  await sandbox.stop();
  expect(await ask(own, "select 1 as value")).toBe(1);
});

test("a folder that a sandbox works on is refused to a second one", async () => {
  const sandbox = await open({ env: { DATABASE_URL: "" }, args: ["--no-worker"] });
  const second = startSandbox({ args: ["--no-worker", "--data", sandbox.dataDir] });
  await expect(second).rejects.toThrow("A sandbox already runs on");
});

async function open(options: Parameters<typeof startSandbox>[0]): Promise<StartedSandbox> {
  const sandbox = await startSandbox({ args: WITHOUT_WORKER, ...options });
  onTestFinished(sandbox.stop);
  return sandbox;
}

async function ask(url: string | null, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url ?? "" });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}
