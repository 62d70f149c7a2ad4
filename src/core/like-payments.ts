import { Big } from "big.js";
import { isSamePayee, isSameAmount } from "#core/payment-history.ts";
import type { Payment } from "#core/payment.ts";

/** A payment that is about to be decided with others. */
export interface ProposedPayment {
  readonly id: string;
  /** Payments in different environments are never taken for each other. */
  readonly environmentId: string;
  readonly payment: Payment;
}

/** The ids of those payments that another of them equals: the same amount to the same payee or account. */
export function likePayments(payments: readonly ProposedPayment[]): ReadonlySet<string> {
  const alike = new Set<string>();
  // Few share an amount in one currency, so that only those are held against each other.
  const bySum = new Map<string, ProposedPayment[]>();
  for (const one of payments) {
    const before = bySum.get(sumKey(one)) ?? [];
    for (const other of before)
      if (isSamePayee(one.payment, other.payment) && isSameAmount(one.payment, other.payment)) {
        alike.add(one.id);
        alike.add(other.id);
      }
    before.push(one);
    bySum.set(sumKey(one), before);
  }
  return alike;
}

function sumKey({ environmentId, payment }: ProposedPayment): string {
  return JSON.stringify([environmentId, payment.money?.currency, payment.money && new Big(payment.money.amount)]);
}
