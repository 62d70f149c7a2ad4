import type { Pool } from "pg";
import { z } from "zod";
import { inTransaction } from "./transaction.ts";

const Vendor = z.object({ id: z.string(), name: z.string(), iban: z.string() });
export type Vendor = z.infer<typeof Vendor>;

export interface VendorBankChange {
  readonly runId: string;
  readonly vendorId: string;
  readonly oldIban: string;
  readonly newIban: string;
  readonly approvedBy: string;
  readonly decisionId: string;
}

/** The vendor as it was before this run changed it, so that a retried attempt asks the same; undefined for none. */
export async function findVendor(pool: Pool, id: string, runId: string): Promise<Vendor | undefined> {
  const found = await pool.query(
    `select v.id, v.name, coalesce(c.old_iban, v.iban) as iban
     from vendors v left join vendor_bank_changes c on c.vendor_id = v.id and c.run_id = $2
     where v.id = $1`,
    [id, runId],
  );
  return found.rows.length === 0 ? undefined : Vendor.parse(found.rows[0]);
}

/**
 * Moves the vendor to the new account and keeps the change, in one transaction; done again, it changes nothing.
 *
 * @throws Error where the account is no longer the one that was shown: nothing was changed.
 */
export async function changeVendorBank(pool: Pool, change: VendorBankChange): Promise<void> {
  await inTransaction(pool, async (client) => {
    const kept = await client.query(
      `insert into vendor_bank_changes (run_id, vendor_id, old_iban, new_iban, approved_by, decision_id)
       values ($1, $2, $3, $4, $5, $6) on conflict (run_id) do nothing`,
      [change.runId, change.vendorId, change.oldIban, change.newIban, change.approvedBy, change.decisionId],
    );
    if (kept.rowCount === 0) return;
    const moved = await client.query("update vendors set iban = $3, updated_at = now() where id = $1 and iban = $2", [
      change.vendorId,
      change.oldIban,
      change.newIban,
    ]);
    if (moved.rowCount !== 1) throw new Error("The vendor's account has changed since it was shown. Nothing was done.");
  });
}
