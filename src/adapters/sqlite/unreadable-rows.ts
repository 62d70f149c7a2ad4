import type { AuditLog, Clock } from "#app/ports.ts";

/** Told of a row that does not parse, and of why in words. */
export type ReportUnreadable = (id: string, problem: string) => void;

/** Puts each row that does not parse into the audit log, once while we run; the row itself stays where it is. */
export function createUnreadableReport(
  table: "gate" | "decision",
  audit: AuditLog,
  clock: Pick<Clock, "now">,
): ReportUnreadable {
  const told = new Set<string>();
  return (id, problem) => {
    if (told.has(id)) return;
    told.add(id);
    audit.append({
      at: clock.now(),
      kind: "store.row-unreadable",
      data: { table, id, problem: problem.slice(0, 500) },
    });
  };
}
