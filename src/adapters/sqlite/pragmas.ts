import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { ConsoleError } from "#core/error.ts";

/** Older versions can corrupt a WAL database when the log is reset (fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** "CSGN": tells our files from any other program's. */
export const APPLICATION_ID = 0x4353474e;
const SYNCHRONOUS_FULL = 2;

const wanted = [
  // The engines differ in what a re-opened WAL database gets by default, and NORMAL loses decisions in a power cut.
  "PRAGMA synchronous = FULL",
  "PRAGMA foreign_keys = ON",
  "PRAGMA trusted_schema = OFF",
  // Without it, INSERT OR REPLACE would remove a row without asking the trigger that forbids removal.
  "PRAGMA recursive_triggers = ON",
  "PRAGMA busy_timeout = 5000",
  "PRAGMA mmap_size = 0",
];
// macOS answers a plain fsync before the drive has written.
const wantedOnMac = ["PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON"];

/**
 * Sets what durability rests on, and reads it back.
 *
 * @throws ConsoleError `store/refused` where SQLite is too old or does not take a setting.
 */
export function setPragmas(connection: DatabaseSync, file: "on disk" | "in memory"): void {
  refuseOldSqlite(connection);
  const mode = pragma(connection, "journal_mode = WAL");
  for (const statement of process.platform === "darwin" ? [...wanted, ...wantedOnMac] : wanted)
    connection.exec(statement);
  if (file === "on disk" && mode !== "wal")
    throw refused(`the database cannot use a write-ahead log (it answered "${String(mode)}")`);
  if (pragma(connection, "synchronous") !== SYNCHRONOUS_FULL)
    throw refused("the database does not take synchronous=FULL");
  if (pragma(connection, "trusted_schema") !== 0) throw refused("the database does not distrust its schema");
}

/** The one value that a pragma answers. */
export function pragma(connection: DatabaseSync, text: string): unknown {
  return Object.values(connection.prepare(`PRAGMA ${text}`).get() ?? {})[0];
}

/** `user_version` and `application_id` as integers. */
export function integerPragma(connection: DatabaseSync, name: "user_version" | "application_id"): number {
  return z.int().parse(pragma(connection, name));
}

function refuseOldSqlite(connection: DatabaseSync): void {
  const version = String(connection.prepare("SELECT sqlite_version() AS version").get()?.["version"]);
  const parts = version.split(".").map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return;
    if (part < oldest) throw refused(`SQLite ${version} is too old, ${OLDEST_SQLITE.join(".")} is needed`);
  }
}

function refused(what: string): ConsoleError {
  return new ConsoleError("store/refused", `The console cannot keep decisions safe here: ${what}.`);
}
