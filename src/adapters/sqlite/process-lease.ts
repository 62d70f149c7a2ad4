import { z } from "zod";
import { ConsoleError } from "#core/error.ts";
import type { Database } from "./database.ts";

/** One process, told apart from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Differs after each start of the machine. */
  readonly bootId: string;
  /** When the process started, in the system's own words; undefined where it does not say. */
  readonly startedAt: string | undefined;
}

const LeaseRow = z.strictObject({ pid: z.int(), boot_id: z.string(), started_at: z.string().nullable() });

/**
 * Claims the database for this process: the second line behind the single-instance lock, which a copied profile or a
 * network folder can fool. A claim left by a process that is gone is taken over.
 *
 * @param look the process that has this number now, undefined where none has.
 * @returns a function that gives the claim up.
 * @throws ConsoleError `store/refused` where another living process holds it.
 */
export function takeLease(
  database: Database,
  own: ProcessIdentity,
  now: number,
  look: (pid: number) => ProcessIdentity | undefined,
): () => void {
  database.transaction(() => {
    const row = database.prepare("SELECT pid, boot_id, started_at FROM process_lease").get();
    const holder = row === undefined ? undefined : LeaseRow.parse({ ...row });
    if (holder !== undefined && holder.pid !== own.pid && isAlive(holder, look))
      throw new ConsoleError(
        "store/refused",
        `Another Countersign (process ${holder.pid}) is using this data folder. Close it first; two would decide twice.`,
      );
    database
      .prepare("INSERT OR REPLACE INTO process_lease (only, pid, boot_id, started_at, taken_at) VALUES (1, ?, ?, ?, ?)")
      .run(own.pid, own.bootId, own.startedAt ?? null, now);
  });
  return () =>
    database.transaction(() => {
      database.prepare("DELETE FROM process_lease WHERE pid = ? AND boot_id = ?").run(own.pid, own.bootId);
    });
}

function isAlive(holder: z.infer<typeof LeaseRow>, look: (pid: number) => ProcessIdentity | undefined): boolean {
  const found = look(holder.pid);
  if (found === undefined || found.bootId !== holder.boot_id) return false;
  return found.startedAt === undefined || holder.started_at === null || found.startedAt === holder.started_at;
}
