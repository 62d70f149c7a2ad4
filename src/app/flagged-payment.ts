import type { GateRequest } from "#core/envelope.ts";
import { doubtfulNames } from "#core/doubtful-names.ts";
import type { PaymentHistory } from "#core/payment-history.ts";
import { paymentOf } from "#core/payment.ts";
import { presentAccount } from "#core/present-account.ts";

/** Whether the card would warn of the payment: its names, its account's check digits, or one like it made already. */
export function isFlaggedPayment(request: GateRequest, history: () => PaymentHistory): boolean {
  const payment = paymentOf(request);
  if (payment === undefined) return false;
  const { resembles, duplicate, payee } = history();
  return (
    duplicate !== undefined ||
    payee === "other-account" ||
    doubtfulNames(payment, resembles).length > 0 ||
    (payment.account !== undefined && presentAccount(payment.account).valid === false)
  );
}
