import type { Intention } from "#app/record-decision.ts";
import { doubtfulNames } from "#core/doubtful-names.ts";
import type { GateRequest } from "#core/envelope.ts";
import { ConsoleError } from "#core/error.ts";
import { type Payment, paymentOf } from "#core/payment.ts";

/**
 * A payee that may not be who it looks like is approved by nobody in passing: each doubtful name, edits included, has
 * to be among those that the person says to have checked.
 *
 * @param resembled the payee approved here before that the payment's could be taken for
 * @throws ConsoleError `decision/payee-not-checked`
 */
export function assertNamesChecked(
  { request, intention }: { readonly request: GateRequest; readonly intention: Intention },
  resembled: (payment: Payment) => string | undefined,
): void {
  if (intention.verdict !== "approve") return;
  const payment = paymentOf(request, intention.edits);
  if (payment === undefined) return;
  const checked = intention.checkedNames ?? [];
  if (doubtfulNames(payment, resembled(payment)).some((name) => !checked.includes(name)))
    throw new ConsoleError(
      "decision/payee-not-checked",
      "The payee may not be who it looks like. Say that you checked it to approve; nothing was recorded.",
    );
}
