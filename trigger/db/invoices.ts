import type { Pool, PoolClient } from "pg";
import { z } from "zod";

const Invoice = z.object({
  id: z.string(),
  text: z.string(),
  status: z.enum(["open", "in_review", "paid"]),
  run_id: z.string().nullable(),
});
export type Invoice = z.infer<typeof Invoice>;

/**
 * Takes an open invoice into review for this run; a retried attempt takes its own again, paid or not.
 *
 * Answers undefined where there is no such invoice or another run holds it.
 */
export async function claimInvoice(pool: Pool, id: string, runId: string): Promise<Invoice | undefined> {
  const claimed = await pool.query(
    `update invoices set status = case when status = 'paid' then 'paid' else 'in_review' end, run_id = $2, updated_at = now()
     where id = $1 and (status = 'open' or run_id = $2)
     returning id, text, status, run_id`,
    [id, runId],
  );
  return claimed.rows.length === 0 ? undefined : Invoice.parse(claimed.rows[0]);
}

/** Puts the invoice back to `open`, if this run holds it and has not paid it. */
export async function releaseInvoice(pool: Pool, id: string, runId: string): Promise<void> {
  await pool.query(
    `update invoices set status = 'open', run_id = null, updated_at = now()
     where id = $1 and run_id = $2 and status = 'in_review'`,
    [id, runId],
  );
}

/** Inside the paying transaction: the invoice is paid, by this run and no other. */
export async function markInvoicePaid(client: PoolClient, id: string, runId: string): Promise<boolean> {
  const marked = await client.query(
    `update invoices set status = 'paid', updated_at = now() where id = $1 and run_id = $2`,
    [id, runId],
  );
  return marked.rowCount === 1;
}

/** The invoices in review, with the runs that hold them. */
export async function listInvoicesInReview(pool: Pool): Promise<{ id: string; runId: string }[]> {
  const found = await pool.query("select id, run_id from invoices where status = 'in_review' order by updated_at");
  return z
    .array(z.object({ id: z.string(), run_id: z.string() }))
    .parse(found.rows)
    .map(({ id, run_id: runId }) => ({ id, runId }));
}
