import type { Pool } from "pg";
import { z } from "zod";

const LedgerImport = z.object({
  id: z.string(),
  document: z.string(),
  currency: z.string(),
  status: z.enum(["open", "in_review", "booked"]),
});
export type LedgerImport = z.infer<typeof LedgerImport>;

/** Takes an open import into review for this run; its retried attempt takes it again. Undefined where another run has it. */
export async function claimLedgerImport(pool: Pool, id: string, runId: string): Promise<LedgerImport | undefined> {
  const claimed = await pool.query(
    `update ledger_imports
     set status = case when status = 'booked' then 'booked' else 'in_review' end, run_id = $2, updated_at = now()
     where id = $1 and (status = 'open' or run_id = $2)
     returning id, document, currency, status`,
    [id, runId],
  );
  return claimed.rows.length === 0 ? undefined : LedgerImport.parse(claimed.rows[0]);
}

/** Puts the import back to `open`, if this run holds it and has not booked it. */
export async function releaseLedgerImport(pool: Pool, id: string, runId: string): Promise<void> {
  await pool.query(
    `update ledger_imports set status = 'open', run_id = null, updated_at = now()
     where id = $1 and run_id = $2 and status = 'in_review'`,
    [id, runId],
  );
}

/** The imports in review, with the runs that hold them. */
export async function listImportsInReview(pool: Pool): Promise<{ id: string; runId: string }[]> {
  const found = await pool.query(
    `select id, run_id as "runId" from ledger_imports where status = 'in_review' order by updated_at`,
  );
  return z.array(z.object({ id: z.string(), runId: z.string() })).parse(found.rows);
}

/** Books the import; done again by its run, it changes nothing. */
export async function bookLedgerImport(
  pool: Pool,
  booking: {
    readonly id: string;
    readonly runId: string;
    readonly approvedBy: string;
    readonly decisionId: string;
  },
): Promise<void> {
  const booked = await pool.query(
    `update ledger_imports set status = 'booked', approved_by = $3, decision_id = $4, updated_at = now()
     where id = $1 and run_id = $2`,
    [booking.id, booking.runId, booking.approvedBy, booking.decisionId],
  );
  if (booked.rowCount !== 1) throw new Error(`The import ${booking.id} is no longer held by this run.`);
}
