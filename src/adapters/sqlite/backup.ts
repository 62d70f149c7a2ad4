import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { ConsoleError } from "#core/error.ts";
import type { Database } from "./database.ts";
import type { SqliteEngine } from "./engine.ts";
import { APPLICATION_ID, integerPragma, pragma } from "./pragmas.ts";

/** Daily backups that are kept. */
const DAILY_BACKUPS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Why a backup was made: once a day, or before the schema changes. The latter are kept for good, there are few. */
export type BackupOccasion = "daily" | `before-schema-${number}`;

export interface Backup {
  readonly path: string;
  readonly occasion: string;
  /** Milliseconds since 1970, from the file's name: copying a folder changes the other times. */
  readonly madeAt: number;
}

/**
 * Copies the database into the folder, proves that the copy opens, and only then gives it its name.
 *
 * @throws what SQLite or the file system throws; a half-written copy is removed.
 */
export function makeBackup(
  connection: DatabaseSync,
  engine: SqliteEngine,
  folder: string,
  occasion: BackupOccasion,
  now: number,
): Backup {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${new Date(now).toISOString().replaceAll(/[:.]/gu, "-")}-${occasion}.sqlite`);
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  try {
    // SQLite writes into an empty file that is there, so the copy is never readable by others, not even for a moment.
    closeSync(openSync(draft, "wx", 0o600));
    connection.prepare("VACUUM INTO ?").run(draft);
    assertSound(engine, draft);
    flush(draft);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  flushFolder(folder);
  return { path, occasion, madeAt: now };
}

/**
 * Makes today's backup unless there is one younger than a day, and keeps the newest seven.
 *
 * @returns the backup made, undefined where none was due.
 * @throws ConsoleError `store/refused` where the disk will not take it.
 */
export function backUpDaily(database: Database, engine: SqliteEngine, folder: string, now: number): Backup | undefined {
  const newest = listBackups(folder).find((backup) => backup.occasion === "daily");
  if (newest !== undefined && Math.abs(now - newest.madeAt) < DAY_MS) return undefined;
  const made = database.read(() => makeBackup(database.connection, engine, folder, "daily", now));
  const daily = listBackups(folder).filter((backup) => backup.occasion === "daily");
  for (const old of daily.slice(DAILY_BACKUPS)) rmSync(old.path);
  return made;
}

/** Every finished backup, newest first. */
export function listBackups(folder: string): Backup[] {
  return filesIn(folder)
    .flatMap((name) => parseName(folder, name))
    .sort((one, other) => other.madeAt - one.madeAt);
}

/**
 * Opens a database file without changing it and checks every page.
 *
 * @throws ConsoleError `store/corrupt`, or what SQLite throws, where it is damaged or no database of ours.
 */
export function assertSound(engine: SqliteEngine, path: string): void {
  const connection = new engine.DatabaseSync(path, { readOnly: true });
  try {
    assertPages(connection);
    if (integerPragma(connection, "application_id") !== APPLICATION_ID)
      throw new ConsoleError("store/corrupt", "The file is no database of this console.");
  } finally {
    connection.close();
  }
}

/** @throws ConsoleError `store/corrupt`, or what SQLite throws, where a page is damaged. */
export function assertPages(connection: DatabaseSync): void {
  const found = pragma(connection, "quick_check(1)");
  if (found !== "ok") throw new ConsoleError("store/corrupt", `The database is damaged: ${String(found)}.`);
}

/** Waits until the file is on the disk. */
export function flush(path: string): void {
  chmodSync(path, 0o600);
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until the names in the folder are on the disk; Windows has no such call and does it by itself. */
export function flushFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function parseName(folder: string, name: string): Backup[] {
  const parts =
    /^(?<date>\d{4}-\d\d-\d\dT)(?<h>\d\d)-(?<m>\d\d)-(?<s>\d\d)-(?<ms>\d{3})Z-(?<occasion>[a-z0-9-]+)\.sqlite$/u.exec(
      name,
    )?.groups;
  if (parts === undefined) return [];
  const madeAt = Date.parse(`${parts["date"]}${parts["h"]}:${parts["m"]}:${parts["s"]}.${parts["ms"]}Z`);
  return [{ path: join(folder, name), occasion: parts["occasion"] ?? "", madeAt }];
}
