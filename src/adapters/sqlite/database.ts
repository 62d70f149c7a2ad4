import type { DatabaseSync, StatementSync } from "node:sqlite";
import { ConsoleError } from "#core/error.ts";
import type { EngineName } from "./engine.ts";
import type { Recovery } from "./recovery.ts";
import { isSyncFailure, storeError } from "./store-error.ts";

/** The one open connection; the repositories share it, so that they share its transactions. */
export interface Database {
  readonly path: string;
  readonly engine: EngineName;
  /** What opening had to repair, for the person to see. */
  readonly recovery: Recovery;
  /** For pragmas and tests; everything else goes through the methods below. */
  readonly connection: DatabaseSync;
  prepare(sql: string): StatementSync;
  /** Runs reads; what SQLite throws comes out in words. */
  read<T>(work: () => T): T;
  /** Runs the work in one transaction, all or nothing; inside another one it becomes part of that. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** A connection whose pragmas and schema are as they have to be. */
export function createDatabase(
  connection: DatabaseSync,
  facts: Pick<Database, "path" | "engine" | "recovery">,
): Database {
  let depth = 0;

  function read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(error);
    }
  }

  function outermost<T>(work: () => T): T {
    // IMMEDIATE takes the write lock at once: a busy database is refused before anything was done.
    connection.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      connection.exec("COMMIT");
      return result;
    } catch (error) {
      rollBack(connection);
      if (isSyncFailure(error)) forgetUnsynced(connection, error);
      throw error;
    }
  }

  return {
    ...facts,
    connection,
    prepare: (sql) => read(() => connection.prepare(sql)),
    read,
    transaction: (work) => {
      depth += 1;
      try {
        return read(() => (depth === 1 ? outermost(work) : work()));
      } finally {
        depth -= 1;
      }
    },
    close: () => connection.close(),
  };
}

function rollBack(connection: DatabaseSync): void {
  try {
    connection.exec("ROLLBACK");
  } catch {
    // A full disk or an I/O error has rolled back already; the first error is the one that matters.
  }
}

/**
 * A commit whose last sync failed stands complete in the log, and the next start would take it for recorded although
 * the person was told otherwise. Emptying the log removes it.
 *
 * @throws ConsoleError `store/refused` saying that nobody knows, where the disk does not even take that.
 */
function forgetUnsynced(connection: DatabaseSync, cause: unknown): void {
  try {
    connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    throw new ConsoleError(
      "store/refused",
      "The disk failed while this was being recorded, and it is not known whether it was. " +
        "Check the disk, restart the console and look at the card before you decide again.",
      { cause },
    );
  }
}
