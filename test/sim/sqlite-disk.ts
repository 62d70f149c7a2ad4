import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAuditLog } from "#adapters/sqlite/audit-log.ts";
import type { Database } from "#adapters/sqlite/database.ts";
import { openGateStore } from "#adapters/sqlite/gate-store.ts";
import { openDatabase } from "#adapters/sqlite/open-database.ts";
import { openOutbox } from "#adapters/sqlite/outbox.ts";
import type { Disk, DiskOptions, OpenDisk } from "./disk.ts";
import { START } from "./world.ts";

/** A disk of real files: a process that dies loses its connection, and the next one opens the files anew. */
export function createSqliteDisk({ crypto, signer }: DiskOptions): Disk {
  const folder = mkdtempSync(join(tmpdir(), "countersign-sim-"));
  const clock = { now: () => START };
  let database: Database | undefined;
  let opened = openFiles();

  function openFiles() {
    database?.close();
    database = openDatabase({ path: join(folder, "console.db"), backupsFolder: join(folder, "backups"), now: START });
    const audit = openAuditLog(database, { crypto, signer: () => signer });
    return { audit, outbox: openOutbox(database, { audit, clock }), gates: openGateStore(database, { audit, clock }) };
  }

  return {
    open: (hook) => {
      opened = openFiles();
      return atBoundaries(opened, hook);
    },
    entries: () => opened.outbox.recent(10_000),
    audit: () => [...opened.audit.entries()],
    text: () =>
      JSON.stringify([opened.gates.settled(10_000), opened.outbox.recent(10_000), [...opened.audit.entries()]]),
    discard: () => {
      database?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Each write with the hook on both of its sides. */
function atBoundaries({ gates, outbox, audit }: OpenDisk, hook: Parameters<Disk["open"]>[0]): OpenDisk {
  function between<T>(write: () => T): T {
    hook("before-commit");
    const result = write();
    hook("after-commit");
    return result;
  }
  return {
    gates: {
      ...gates,
      save: (rows) => between(() => gates.save(rows)),
      saveSnapshotTime: (id, at) => between(() => gates.saveSnapshotTime(id, at)),
    },
    outbox: {
      ...outbox,
      record: (entry, event) => between(() => outbox.record(entry, event)),
      move: (id, change, event) => between(() => outbox.move(id, change, event)),
      together: (work) => between(() => outbox.together(work)),
    },
    audit: { ...audit, append: (event) => between(() => audit.append(event)) },
  };
}
