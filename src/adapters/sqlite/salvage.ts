import { basename } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { AuditLog, Crypto } from "#app/ports.ts";
import { hashOf } from "#core/audit-chain.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import { insertEntry, StoredEntry } from "./audit-row.ts";
import type { Database } from "./database.ts";
import { columns, parseDecisionRow, toRow } from "./decision-row.ts";
import type { SqliteEngine } from "./engine.ts";
import { isDuplicate } from "./store-error.ts";

/** What was read back from a damaged file and was not in the backup. */
export interface Salvage {
  readonly decisions: number;
  readonly auditEntries: number;
}

/**
 * After a restore: takes from the damaged file whatever still reads and is newer than the backup, and puts what
 * happened into the audit log. Only audit entries that continue the chain, hash for hash, are taken.
 *
 * @returns undefined where opening had nothing to repair.
 */
export function salvage(
  database: Database,
  engine: SqliteEngine,
  options: { readonly crypto: Crypto; readonly audit: AuditLog; readonly now: number },
): Salvage | undefined {
  const { recovery } = database;
  if (recovery.kind === "none") return undefined;
  const found = readDamaged(engine, recovery.movedTo, options.now);
  return database.transaction(() => {
    const auditEntries = continueChain(database, found.audit, options);
    // An empty database was given a new name; with the old chain it takes the old one, which the checkpoints sign.
    if (recovery.kind === "started-empty" && auditEntries > 0 && found.deviceId !== undefined)
      database.prepare("UPDATE device SET device_id = ?").run(found.deviceId);
    const decisions = adopt(database, found.decisions);
    const restoredFrom = recovery.kind === "restored" ? basename(recovery.restoredFrom) : undefined;
    const data = {
      restoredFrom,
      keptAs: basename(recovery.movedTo),
      lostSince: recovery.lostSince,
      decisions,
      auditEntries,
    };
    options.audit.append({ at: options.now, kind: "store.restored", data });
    return { decisions, auditEntries };
  });
}

interface Found {
  readonly decisions: readonly OutboxEntry[];
  readonly audit: readonly StoredEntry[];
  readonly deviceId: string | undefined;
}

const nothing: Found = { decisions: [], audit: [], deviceId: undefined };

function readDamaged(engine: SqliteEngine, path: string, now: number): Found {
  let connection: DatabaseSync;
  try {
    connection = new engine.DatabaseSync(path, { readOnly: true });
  } catch {
    return nothing;
  }
  try {
    const decisions = readTable(connection, "decision", "sequence").flatMap((row) => {
      const parsed = parseDecisionRow(row, now);
      return parsed.kind === "unreadable" ? [] : [parsed.entry];
    });
    const audit = readTable(connection, "audit", "seq").flatMap((row) => StoredEntry.safeParse(row).data ?? []);
    return { decisions, audit, deviceId: readDeviceId(connection) };
  } finally {
    connection.close();
  }
}

function readDeviceId(connection: DatabaseSync): string | undefined {
  try {
    const deviceId = connection.prepare("SELECT device_id FROM device").get()?.["device_id"];
    return typeof deviceId === "string" ? deviceId : undefined;
  } catch {
    return undefined;
  }
}

/** Reads from both ends towards the damage in between; the rows come in the order of the key. */
function readTable(connection: DatabaseSync, table: "decision" | "audit", key: "sequence" | "seq"): object[] {
  const rows = new Map<number, object>();
  const names = table === "decision" ? columns.join(", ") : "seq, at, kind, data, previous, hash";
  for (const direction of ["ASC", "DESC"])
    try {
      const select = connection.prepare(`SELECT ${key} AS place, ${names} FROM ${table} ORDER BY ${key} ${direction}`);
      for (const { place, ...row } of select.iterate()) {
        if (rows.has(Number(place))) break;
        rows.set(Number(place), row);
      }
    } catch {
      // This is where the damage begins from this end.
    }
  return [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
}

function continueChain(
  database: Database,
  entries: readonly StoredEntry[],
  options: { readonly crypto: Crypto; readonly audit: AuditLog },
): number {
  const insert = database.prepare(insertEntry.sql);
  let taken = 0;
  for (const entry of entries) {
    if (entry.previous !== options.audit.head() || hashOf(entry, options.crypto) !== entry.hash) continue;
    insert.run(insertEntry.values(entry));
    taken += 1;
  }
  return taken;
}

/** States first: a decision withdrawn since the backup makes room for the one that followed it. */
function adopt(database: Database, entries: readonly OutboxEntry[]): number {
  const update = database.prepare(
    "UPDATE decision SET state = ?, status = ?, attempts = max(attempts, ?) WHERE decision_id = ?",
  );
  const insert = database.prepare(
    `INSERT INTO decision (${columns.join(", ")}) VALUES (${columns.map((column) => `:${column}`).join(", ")})`,
  );
  const missing = entries.filter(
    ({ decisionId, status, attempts }) =>
      Number(update.run(status.state, JSON.stringify(status), attempts, decisionId).changes) === 0,
  );
  return missing.filter((entry) => insertOnce(() => insert.run(toRow(entry)))).length;
}

function insertOnce(insert: () => unknown): boolean {
  try {
    insert();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
