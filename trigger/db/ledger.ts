import type { Pool } from "pg";

/** A correction that was agreed to. `amount` is an exact decimal as text. */
export interface LedgerCorrectionRow {
  readonly runId: string;
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
  readonly currency: string;
  readonly reason: string;
  readonly approvedBy: readonly string[];
  readonly decisionId: string;
}

/** Books the correction; done again by a retried run, it changes nothing. */
export async function recordLedgerCorrection(pool: Pool, row: LedgerCorrectionRow): Promise<void> {
  await pool.query(
    `insert into ledger_corrections
       (run_id, debit_account, credit_account, amount, currency, reason, approved_by, decision_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (run_id) do nothing`,
    [row.runId, row.debit, row.credit, row.amount, row.currency, row.reason, [...row.approvedBy], row.decisionId],
  );
}
