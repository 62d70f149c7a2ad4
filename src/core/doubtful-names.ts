import { findLookAlike } from "#core/present-scripts.ts";

// Free of the schema library, so that the window asks the same question as the main process.

/** Whom and what account a request pays, as far as it says so. */
interface Payee {
  readonly payee?: string;
  readonly account?: string;
}

/**
 * The payee and the account of a payment, where their letters may be others than they look, or where the payee could be
 * taken for one that was approved here before: whoever approves says that these were checked.
 */
export function doubtfulNames({ payee, account }: Payee, resembles: string | undefined): string[] {
  const names = payee !== undefined && (resembles !== undefined || findLookAlike(payee) !== undefined) ? [payee] : [];
  return account !== undefined && findLookAlike(account) !== undefined ? [...names, account] : names;
}
