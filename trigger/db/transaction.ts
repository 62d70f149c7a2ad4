import type { Pool, PoolClient } from "pg";

const MAX_TRIES = 5;
const PAUSE_MS = 100;

/** PostgreSQL's "try the whole transaction again": a serialisation failure, a deadlock. */
const TRY_AGAIN = new Set(["40001", "40P01"]);
/** PostgreSQL ends the connection, or does not take one now; the network's own words for the same. */
const LOST = new Set(["57P01", "57P02", "57P03", "ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT"]);
/** What `pg` says where it has no code to give. */
const LOST_WORDS = /^(?:Connection terminated|Client has encountered a connection error)/u;

/** The connection broke at COMMIT, and the database could not be asked since. */
export class CommitInDoubtError extends Error {
  override name = "CommitInDoubtError";

  constructor(cause: unknown) {
    super(
      "The connection to the database broke while the write was being committed, and the database could not be " +
        "reached again. It may or may not have been written: look at the row itself. A retry finds out and writes once.",
      { cause },
    );
  }
}

/**
 * One serialisable transaction: all of it or nothing. Tried again where PostgreSQL asks for that and where the
 * connection is lost, even at COMMIT, when nobody knows whether it was written. So `work`, done again after it was
 * written, must change nothing and must have no effect outside the database.
 *
 * @throws CommitInDoubtError where a COMMIT was not answered and no later try came to an end.
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  let inDoubt = false;
  for (let tries = 1; ; tries += 1) {
    let client: PoolClient | undefined;
    let committing = false;
    try {
      client = await pool.connect();
      await client.query("begin isolation level serializable");
      const result = await work(client);
      committing = true;
      await client.query("commit");
      client.release();
      return result;
    } catch (error) {
      // The connection's state is unknown, so it is closed, which rolls back.
      client?.release(true);
      const lost = isLost(error);
      inDoubt ||= committing && lost;
      if (!lost && !hasCode(error, TRY_AGAIN)) throw error;
      if (tries >= MAX_TRIES) throw inDoubt ? new CommitInDoubtError(error) : error;
    }
    await new Promise((resolve) => setTimeout(resolve, tries * PAUSE_MS));
  }
}

function isLost(error: unknown): boolean {
  // 08…: PostgreSQL's class of connection exceptions.
  return (
    hasCode(error, LOST) ||
    (error instanceof Error && (LOST_WORDS.test(error.message) || codeOf(error).startsWith("08")))
  );
}

function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof Error && codes.has(codeOf(error));
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
