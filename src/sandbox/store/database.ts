import { DatabaseSync } from "node:sqlite";

/** One file holds all that the sandbox knows; a process killed at any instant finds its last transaction there. */
export interface Database {
  readonly connection: DatabaseSync;
  /** Runs `work` in one transaction; inside another one it joins that. */
  readonly transaction: <T>(work: () => T) => T;
  readonly close: () => void;
}

// Each entry brings a file from the version that is its index to the next one; entries are only ever appended.
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE waitpoints (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, state TEXT NOT NULL,
    idempotency_key TEXT UNIQUE, created_at INTEGER NOT NULL, completed_at INTEGER, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX waitpoints_by_state ON waitpoints (type, state, seq);
  CREATE TABLE waitpoint_tags (tag TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (tag, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE runs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, task TEXT NOT NULL, status TEXT NOT NULL,
    snapshot TEXT NOT NULL, queue TEXT NOT NULL, queued_at INTEGER NOT NULL, trace_id TEXT NOT NULL,
    idempotency_key TEXT UNIQUE, parent_id TEXT, created_at INTEGER NOT NULL, completed_at INTEGER, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_by_status ON runs (status, queued_at);
  CREATE INDEX runs_by_snapshot ON runs (snapshot, queued_at);
  CREATE INDEX runs_by_trace ON runs (trace_id);
  CREATE INDEX runs_by_parent ON runs (parent_id);
  CREATE TABLE run_tags (tag TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (tag, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE blocks (
    waitpoint_id TEXT NOT NULL, run_id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (waitpoint_id, run_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX blocks_by_run ON blocks (run_id);
  CREATE TABLE jobs (
    kind TEXT NOT NULL, subject TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (kind, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX jobs_by_due ON jobs (due_at);
  CREATE TABLE workers (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, version TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE spans (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL, span_id TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (run_id, span_id)
  ) STRICT;
  CREATE TABLE packets (name TEXT PRIMARY KEY, content_type TEXT NOT NULL, content BLOB NOT NULL) STRICT;
  `,
];

/**
 * Opens or creates the sandbox's file and brings it to this version; `:memory:` lives as long as the process.
 *
 * @throws Error where a newer sandbox wrote the file.
 */
export function openDatabase(path: string): Database {
  const connection = new DatabaseSync(path);
  // NORMAL survives a killed process, which is all a local server promises; only a power cut could take the last commits.
  connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;");
  migrate(connection, path);
  let depth = 0;
  return {
    connection,
    transaction: (work) => {
      if (depth > 0) return work();
      connection.exec("BEGIN IMMEDIATE");
      depth += 1;
      try {
        const result = work();
        connection.exec("COMMIT");
        return result;
      } catch (error) {
        connection.exec("ROLLBACK");
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => connection.close(),
  };
}

function migrate(connection: DatabaseSync, path: string): void {
  const version = Number(connection.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  if (version > MIGRATIONS.length) {
    throw new Error(`${path} was written by a newer sandbox. Start that one, or name another folder with --data.`);
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    connection.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
