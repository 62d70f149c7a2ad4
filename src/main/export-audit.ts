import type { SqliteAuditLog } from "#adapters/sqlite/audit-log.ts";
import type { Signer } from "#app/ports.ts";
import { exportCsv, exportJsonLines } from "#core/audit-export.ts";
import type { Handlers } from "#ipc/contract.ts";
import { writeChosenFile } from "./write-chosen-file.ts";

export interface AuditExportPorts {
  readonly audit: SqliteAuditLog;
  readonly signer: Signer;
  readonly appVersion: string;
  /** Asks the person for a file; undefined where they think better of it. */
  readonly choosePath: (suggested: string) => Promise<string | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Writes the audit log to a file that the person chooses: as JSON Lines that `audit:verify` proves with the public key
 * alone, or as CSV to read in a spreadsheet.
 */
export function createAuditExport(ports: AuditExportPorts): Handlers["audit.export"] {
  return async ({ format }) => {
    const path = await ports.choosePath(
      `countersign-audit-${new Date(ports.now()).toISOString().slice(0, 10)}.${format}`,
    );
    if (path === undefined) return null;
    const entries = [...ports.audit.entries()];
    const lines =
      format === "csv"
        ? exportCsv(entries)
        : exportJsonLines(entries, {
            device: ports.audit.deviceId(),
            appVersion: ports.appVersion,
            exportedAt: ports.now(),
            signer: ports.signer,
          });
    await writeChosenFile(path, [...lines, ""].join("\n"));
    return { path, entries: entries.length };
  };
}
