import type { DatabaseSync } from "node:sqlite";
import { ConsoleError } from "#core/error.ts";
import { decisions } from "./migrations/0001-decisions.ts";
import { insight } from "./migrations/0002-insight.ts";
import { deadlines } from "./migrations/0003-deadlines.ts";
import type { Migration } from "./migrations/migration.ts";
import { APPLICATION_ID, integerPragma } from "./pragmas.ts";

/** Every step there ever was, oldest first. */
const migrations: readonly Migration[] = [decisions, insight, deadlines];

/** The schema that this console writes. */
export const SCHEMA_VERSION = migrations.at(-1)?.version ?? 0;

/**
 * Looks at the file before anything is set or written.
 *
 * @throws ConsoleError `store/from-the-future` for a file that a newer console wrote.
 * @throws ConsoleError `store/refused` for a file that is another program's.
 */
export function refuseForeign(connection: DatabaseSync): void {
  const version = integerPragma(connection, "user_version");
  const owner = integerPragma(connection, "application_id");
  if (owner === APPLICATION_ID && version > SCHEMA_VERSION)
    throw new ConsoleError(
      "store/from-the-future",
      `The console's database was written by a newer Countersign (schema ${version}, this one knows ${SCHEMA_VERSION}). ` +
        "Nothing was changed. Install the newer version again to open it.",
    );
  const isEmpty = connection.prepare("SELECT count(*) AS tables FROM sqlite_schema").get()?.["tables"] === 0;
  if (owner !== APPLICATION_ID && !(isEmpty && owner === 0 && version === 0))
    throw new ConsoleError(
      "store/refused",
      "The file in the place of the console's database belongs to another program. Nothing was changed. Move it away.",
    );
}

/**
 * Brings the schema up to date, each step in a transaction of its own. `backUp` is called once, before the first step
 * on a file that already holds something.
 */
export function migrate(connection: DatabaseSync, backUp: (fromVersion: number) => void): void {
  const version = integerPragma(connection, "user_version");
  const due = migrations.filter((step) => step.version > version);
  if (due.length > 0 && version > 0) backUp(version);
  for (const step of due) apply(connection, step);
}

function apply(connection: DatabaseSync, step: Migration): void {
  connection.exec("BEGIN IMMEDIATE");
  try {
    connection.exec(step.sql);
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.exec(`PRAGMA user_version = ${step.version}`);
    connection.exec("COMMIT");
  } catch (error) {
    connection.exec("ROLLBACK");
    throw error;
  }
}
