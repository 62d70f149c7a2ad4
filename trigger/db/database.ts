import { Pool } from "pg";
import { migrate } from "./migrate.ts";

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
  // One that breaks in use fails its query, which is how the task hears of it; unheard, it too would end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  await migrate(pool);
  return pool;
}
