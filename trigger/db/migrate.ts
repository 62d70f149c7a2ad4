import type { Pool } from "pg";
import * as invoices from "./migrations/0001-invoices.ts";
import * as approvalPayloads from "./migrations/0002-approval-payloads.ts";
import * as vendorsAndLedger from "./migrations/0003-vendors-and-ledger.ts";
import * as ledgerImports from "./migrations/0004-ledger-imports.ts";

const migrations = [invoices, approvalPayloads, vendorsAndLedger, ledgerImports];

/** Any constant: it only has to be the same for everybody who migrates this database. */
const LOCK = 7_305_117_221;

/**
 * Brings the database up to date, once, however many processes start at the same time; answers what it ran.
 *
 * @throws Error from PostgreSQL, with nothing half done: each migration is a transaction of its own.
 */
export async function migrate(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  const ran: string[] = [];
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(
      "create table if not exists schema_migrations (name text primary key, at timestamptz not null default now())",
    );
    const known = await client.query<{ name: string }>("select name from schema_migrations");
    const names = new Set(known.rows.map(({ name }) => name));
    for (const { name, sql } of migrations) {
      if (names.has(name)) continue;
      await client.query("begin");
      await client.query(sql);
      await client.query("insert into schema_migrations (name) values ($1)", [name]);
      await client.query("commit");
      ran.push(name);
    }
    await client.query("select pg_advisory_unlock($1)", [LOCK]);
    client.release();
  } catch (error) {
    // Closing the connection rolls back and lets the lock go, whatever state it was in.
    client.release(true);
    throw error;
  }
  return ran;
}
