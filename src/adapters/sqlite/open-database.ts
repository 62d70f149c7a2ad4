import { chmodSync, closeSync, copyFileSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { ConsoleError } from "#core/error.ts";
import { assertPages, assertSound, flush, flushFolder, listBackups, makeBackup, type Backup } from "./backup.ts";
import { createDatabase, type Database } from "./database.ts";
import { loadEngine, type SqliteEngine } from "./engine.ts";
import { migrate, refuseForeign } from "./migrate.ts";
import { setPragmas } from "./pragmas.ts";
import type { Recovery } from "./recovery.ts";
import { isCorruption, storeError } from "./store-error.ts";

export interface DatabaseOptions {
  /** The file; its folder is made where it is missing. */
  readonly path: string;
  readonly backupsFolder: string;
  /** Milliseconds since 1970, for the names of backups and of a damaged file. */
  readonly now: number;
  readonly engine?: SqliteEngine;
}

const SIDE_FILES = ["", "-wal", "-shm"] as const;

/**
 * Opens the console's database, brings its schema up to date, and repairs what can be repaired: a damaged file is moved
 * aside (never deleted) and the newest sound backup takes its place. `recovery` says what happened.
 *
 * @throws ConsoleError `store/from-the-future` for a newer console's file, `store/refused` for one that cannot be used.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const engine = options.engine ?? loadEngine();
  try {
    mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 });
    return open(engine, options, { kind: "none" });
  } catch (error) {
    if (!isDamage(error)) throw storeError(inWords(error));
    return open(engine, options, restore(engine, options));
  }
}

/** A database that lives as long as the process, with the same schema and triggers. */
export function openMemoryDatabase(engine: SqliteEngine = loadEngine()): Database {
  const connection = new engine.DatabaseSync(":memory:", { defensive: true });
  setPragmas(connection, "in memory");
  migrate(connection, () => undefined);
  return createDatabase(connection, { path: ":memory:", engine: engine.name, recovery: { kind: "none" } });
}

function open(engine: SqliteEngine, options: DatabaseOptions, recovery: Recovery): Database {
  const { path, backupsFolder, now } = options;
  // SECURITY: the file is ours alone before the first byte is in it; SQLite gives the log files the same mode.
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const connection = new engine.DatabaseSync(path, { defensive: true, timeout: 5_000 });
  try {
    refuseForeign(connection);
    setPragmas(connection, "on disk");
    assertPages(connection);
    migrate(connection, (version) => {
      makeBackup(connection, engine, backupsFolder, `before-schema-${version + 1}`, now);
    });
  } catch (error) {
    connection.close();
    throw error;
  }
  return createDatabase(connection, { path, engine: engine.name, recovery });
}

function restore(engine: SqliteEngine, options: DatabaseOptions): Recovery {
  const movedTo = moveAside(options.path, options.now);
  for (const backup of listBackups(options.backupsFolder))
    if (putBack(engine, backup, options.path))
      return { kind: "restored", movedTo, restoredFrom: backup.path, lostSince: backup.madeAt };
  return { kind: "started-empty", movedTo, lostSince: undefined };
}

/** The log goes with its database: together they may still hold what the backup lacks. */
function moveAside(path: string, now: number): string {
  const movedTo = `${path}.damaged-${new Date(now).toISOString().replaceAll(/[:.]/gu, "-")}`;
  for (const side of SIDE_FILES) if (existsSync(path + side)) renameSync(path + side, movedTo + side);
  flushFolder(dirname(path));
  return movedTo;
}

function putBack(engine: SqliteEngine, backup: Backup, path: string): boolean {
  const draft = `${path}.restoring`;
  try {
    assertSound(engine, backup.path);
    copyFileSync(backup.path, draft);
    flush(draft);
    assertSound(engine, draft);
    renameSync(draft, path);
    flushFolder(dirname(path));
    return true;
  } catch (error) {
    rmSync(draft, { force: true });
    if (isDamage(error)) return false;
    throw storeError(inWords(error));
  }
}

function isDamage(error: unknown): boolean {
  return isCorruption(error) || (error instanceof ConsoleError && error.code === "store/corrupt");
}

/** What the file system refuses before SQLite gets to see it. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  return new ConsoleError(
    "store/refused",
    "The console's data folder cannot be used. Check its permissions and space.",
    {
      cause: error,
    },
  );
}
