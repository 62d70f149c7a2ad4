import { z } from "zod";
import type { AuditEvent, AuditLog, Crypto, Signer } from "#app/ports.ts";
import {
  type AuditEntry,
  CHECKPOINT,
  chainEntry,
  emptyChain,
  ENTRIES_A_CHECKPOINT,
  signCheckpoint,
  type ChainHead,
} from "#core/audit-chain.ts";
import { Digest } from "#core/digest.ts";
import { ConsoleError } from "#core/error.ts";
import { insertEntry, StoredEntry } from "./audit-row.ts";
import type { Database } from "./database.ts";

/** The audit log with what an export and the end of the process need. */
export interface SqliteAuditLog extends AuditLog {
  /** The random name that this database was given when it was made. */
  deviceId(): string;
  /** Signs what came since the last checkpoint, `at` in milliseconds since 1970; nothing without a signer. */
  checkpoint(at: number): void;
  /** Every entry, oldest first. @throws ConsoleError `audit/broken` at one that does not read. */
  entries(): Generator<AuditEntry, void>;
}

const HeadRow = z.strictObject({ seq: z.int(), hash: Digest });
const CheckpointRow = z.strictObject({ seq: z.int() });
const DeviceRow = z.strictObject({ device_id: z.string().min(1) });
/** Opens the audit log; `signer` is asked at each checkpoint, because the operator's key may come and go while we run. */
export function openAuditLog(
  database: Database,
  options: { readonly crypto: Crypto; readonly signer: () => Signer | undefined },
): SqliteAuditLog {
  const newest = database.prepare("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
  const all = database.prepare("SELECT seq, at, kind, data, previous, hash FROM audit ORDER BY seq");
  const insert = database.prepare(insertEntry.sql);
  const newestCheckpoint = database.prepare("SELECT coalesce(max(seq), 0) AS seq FROM audit WHERE kind = 'checkpoint'");
  const device = database.prepare("SELECT device_id FROM device");

  function deviceId(): string {
    return database.read(() => DeviceRow.parse({ ...device.get() }).device_id);
  }

  function head(): ChainHead {
    const row = newest.get();
    if (row === undefined) return emptyChain;
    const parsed = HeadRow.safeParse({ ...row });
    if (parsed.success) return parsed.data;
    throw new ConsoleError("audit/broken", "The newest entry of the audit log cannot be read, so none can follow it.", {
      cause: parsed.error,
    });
  }

  function write(event: AuditEvent): void {
    insert.run(insertEntry.values(chainEntry(head(), event, options.crypto)));
  }

  function writeCheckpoint(at: number): void {
    const signer = options.signer();
    if (signer === undefined) return;
    write({ at, kind: CHECKPOINT, data: { ...signCheckpoint(head(), deviceId(), signer) } });
  }

  function uncovered(): number {
    return head().seq - CheckpointRow.parse({ ...newestCheckpoint.get() }).seq;
  }

  return {
    deviceId,
    append: (event) =>
      database.transaction(() => {
        write(event);
        if (uncovered() >= ENTRIES_A_CHECKPOINT) writeCheckpoint(event.at);
      }),
    head: () => database.read(() => head().hash),
    checkpoint: (at) =>
      database.transaction(() => {
        if (uncovered() > 0) writeCheckpoint(at);
      }),
    *entries() {
      for (const row of all.iterate()) {
        const parsed = StoredEntry.safeParse({ ...row });
        if (!parsed.success)
          throw new ConsoleError("audit/broken", `Entry ${String(row["seq"])} of the audit log cannot be read.`, {
            cause: parsed.error,
          });
        yield parsed.data;
      }
    },
  };
}
