import { join } from "node:path";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { openAuditLog, type SqliteAuditLog } from "#adapters/sqlite/audit-log.ts";
import { type AuditPages, openAuditPages } from "#adapters/sqlite/audit-pages.ts";
import { backUpDaily } from "#adapters/sqlite/backup.ts";
import { loadEngine } from "#adapters/sqlite/engine.ts";
import { openGateStore } from "#adapters/sqlite/gate-store.ts";
import { openInsightFacts } from "#adapters/sqlite/insight-facts.ts";
import { openDatabase } from "#adapters/sqlite/open-database.ts";
import { openOutbox } from "#adapters/sqlite/outbox.ts";
import { lookUpProcess } from "#adapters/sqlite/process-identity.ts";
import { takeLease } from "#adapters/sqlite/process-lease.ts";
import { salvage } from "#adapters/sqlite/salvage.ts";
import type { Clock, GateStore, InsightFacts, Outbox, Signer, Timer } from "#app/ports.ts";
import type { StorageRepair } from "#ipc/views.ts";

const BACKUP_LOOK_MS = 60 * 60_000;

export interface StoragePorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly signer: Signer;
  readonly complain: (error: unknown) => void;
}

/** Everything on disk, behind the ports of the use-cases. */
export interface Storage {
  readonly outbox: Outbox;
  readonly store: GateStore;
  readonly audit: SqliteAuditLog;
  readonly auditPages: AuditPages;
  readonly insight: InsightFacts;
  /** What opening had to repair, for the person to see. */
  readonly repair: StorageRepair | undefined;
  readonly close: () => void;
}

/**
 * Opens the database of this home, repaired where it was damaged, and keeps a backup a day.
 *
 * @throws ConsoleError of the `store/` family, in words, where the folder cannot be used or belongs to a newer console.
 */
export function openStorage(folder: string, { clock, timer, signer, complain }: StoragePorts): Storage {
  const engine = loadEngine();
  const backupsFolder = join(folder, "backups");
  const database = openDatabase({ path: join(folder, "countersign.db"), backupsFolder, now: clock.now(), engine });
  const own = lookUpProcess(process.pid, clock.now());
  const release =
    own === undefined ? undefined : takeLease(database, own, clock.now(), (pid) => lookUpProcess(pid, clock.now()));
  const audit = openAuditLog(database, { crypto: nodeCrypto, signer: () => signer });
  const rescued = salvage(database, engine, { crypto: nodeCrypto, audit, now: clock.now() });
  let cancelBackup = (): void => undefined;

  function backUp(): void {
    try {
      backUpDaily(database, engine, backupsFolder, clock.now());
    } catch (error) {
      complain(error);
    }
    cancelBackup = timer.after(BACKUP_LOOK_MS, backUp);
  }
  backUp();

  const { recovery } = database;
  return {
    audit,
    auditPages: openAuditPages(database),
    insight: openInsightFacts(database),
    outbox: openOutbox(database, { audit, clock }),
    store: openGateStore(database, { audit, clock }),
    repair:
      recovery.kind === "none"
        ? undefined
        : {
            kind: recovery.kind,
            movedTo: recovery.movedTo,
            ...(recovery.lostSince !== undefined && { lostSince: recovery.lostSince }),
            decisions: rescued?.decisions ?? 0,
          },
    close: () => {
      cancelBackup();
      audit.checkpoint(clock.now());
      release?.();
      database.close();
    },
  };
}
