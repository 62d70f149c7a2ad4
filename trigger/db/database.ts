import { Pool, type PoolClient } from "pg";
import { migrate } from "./migrate.ts";

/** PostgreSQL's "try the whole transaction again": a serialisation failure, a deadlock. */
const TRY_AGAIN = new Set(["40001", "40P01"]);
const MAX_TRIES = 5;

let opened: Promise<Pool> | undefined;

/**
 * The worker process's one pool on DATABASE_URL, migrated at first use.
 *
 * @throws Error where DATABASE_URL is not set, or the database cannot be reached or migrated.
 */
export function openDatabase(): Promise<Pool> {
  opened ??= connect().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function connect(): Promise<Pool> {
  const url = process.env["DATABASE_URL"];
  if (url === undefined || url === "") throw new Error("DATABASE_URL is not set: the tasks have no database.");
  // An idle worker keeps no connection: a run that waits for a person costs nothing.
  const pool = new Pool({ connectionString: url, max: 4, idleTimeoutMillis: 1_000, allowExitOnIdle: true });
  // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  await migrate(pool);
  return pool;
}

/**
 * One serialisable transaction: all of it or nothing. Tried again where PostgreSQL asks for that, so `work` must have
 * no effect outside the database.
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client = await pool.connect();
    try {
      await client.query("begin isolation level serializable");
      const result = await work(client);
      await client.query("commit");
      client.release();
      return result;
    } catch (error) {
      // The connection's state is unknown, so it is closed, which rolls back.
      client.release(true);
      if (tries >= MAX_TRIES || !isTransient(error)) throw error;
    }
  }
}

function isTransient(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && TRY_AGAIN.has(error.code);
}
