import type { Pool } from "pg";
import { markInvoicePaid } from "./invoices.ts";
import { inTransaction } from "./transaction.ts";

/** One approved payment. `amount` is an exact decimal as text. */
export interface Payout {
  readonly invoiceId: string;
  readonly runId: string;
  readonly payee: string;
  readonly iban: string;
  readonly amount: string;
  readonly currency: string;
  readonly reference: string;
  readonly dueDate: string | null;
  readonly approvedBy: string;
  readonly decisionId: string;
}

/**
 * Writes the payout and marks its invoice paid, in one transaction; done again by a retried run, it changes nothing.
 *
 * @throws Error where the run no longer holds the invoice: nothing was written.
 * @throws CommitInDoubtError where the connection was lost for good: only the invoice's status tells.
 */
export async function recordPayout(pool: Pool, payout: Payout): Promise<void> {
  await inTransaction(pool, async (client) => {
    if (!(await markInvoicePaid(client, payout.invoiceId, payout.runId)))
      throw new Error(`The invoice ${payout.invoiceId} is no longer held by this run. Nothing was paid.`);
    await client.query(
      `insert into payouts
         (invoice_id, run_id, payee, iban, amount, currency, reference, due_date, approved_by, decision_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (run_id) do nothing`,
      [
        payout.invoiceId,
        payout.runId,
        payout.payee,
        payout.iban,
        payout.amount,
        payout.currency,
        payout.reference,
        payout.dueDate,
        payout.approvedBy,
        payout.decisionId,
      ],
    );
  });
}
