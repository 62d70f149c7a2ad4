import { ConsoleError } from "#core/error.ts";

// Primary result codes, https://sqlite.org/rescode.html
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
// Extended codes. The other constraints are broken only by our own mistakes and must not read like a duplicate.
const CONSTRAINT_UNIQUE = 2067;
const IOERR_FSYNC = 1034;
const IOERR_DIR_FSYNC = 1290;

/** The primary result code of an error that SQLite raised, undefined for any other. */
function resultCode(error: unknown): number | undefined {
  const code = extendedCode(error);
  return code === undefined ? undefined : code & 0xff;
}

/** True where the file itself is damaged, so that trying again cannot help. */
export function isCorruption(error: unknown): boolean {
  const code = resultCode(error);
  return code === CORRUPT || code === NOTADB;
}

/** True where everything was written and the disk then failed to say that it is durable. */
export function isSyncFailure(error: unknown): boolean {
  const code = extendedCode(error);
  return code === IOERR_FSYNC || code === IOERR_DIR_FSYNC;
}

/** True where a row of the same key is there already. */
export function isDuplicate(error: unknown): boolean {
  return extendedCode(error) === CONSTRAINT_UNIQUE;
}

function extendedCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode;
}

/** A thrown value in words a person can act on; anything that SQLite did not raise comes back as it is. */
export function storeError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  if (code === CORRUPT || code === NOTADB)
    return new ConsoleError(
      "store/corrupt",
      "The console's database file is damaged. Restart the console: it keeps the damaged file and restores the newest backup.",
      { cause: error },
    );
  const refusal = refusals.get(code);
  return new ConsoleError("store/refused", `Not recorded: ${refusal?.words ?? `the database refused it (${code}).`}`, {
    cause: error,
    retryable: refusal?.retryable ?? false,
  });
}

const refusals = new Map<number, { readonly words: string; readonly retryable: boolean }>([
  [FULL, { words: "the disk is full. Free some space and decide again.", retryable: true }],
  [READONLY, { words: "the console's data folder cannot be written to. Check its permissions.", retryable: false }],
  [IOERR, { words: "the disk reported an error. Check the disk before you decide again.", retryable: true }],
  [CANTOPEN, { words: "the console's database file cannot be opened. Check its permissions.", retryable: false }],
  [BUSY, { words: "another program holds the console's database. Close it and decide again.", retryable: true }],
  [LOCKED, { words: "another program holds the console's database. Close it and decide again.", retryable: true }],
]);
