import type { Intention } from "#app/record-decision.ts";
import { type AmountLimit, isAboveLimit, isTypedAmount } from "#core/amount-limit.ts";
import type { GateRequest } from "#core/envelope.ts";
import { ConsoleError } from "#core/error.ts";
import { paymentOf } from "#core/payment.ts";

/**
 * Above a limit nobody approves by a slip of the finger: the amount as it will be paid, edits included, has to be typed.
 *
 * @throws ConsoleError `decision/amount-not-typed` where it was not, `edit/refused` where edits leave no exact amount.
 */
export function assertTyped(
  { request, intention }: { readonly request: GateRequest; readonly intention: Intention },
  limits: readonly AmountLimit[],
): void {
  if (intention.verdict !== "approve" || request.money === undefined) return;
  const money = paymentOf(request, intention.edits)?.money;
  if (money === undefined)
    throw new ConsoleError(
      "edit/refused",
      "The amount or its currency is not exact. Correct it; nothing was recorded.",
    );
  if (isAboveLimit(money, limits) && !isTypedAmount(intention.typedAmount ?? "", money.amount))
    throw new ConsoleError(
      "decision/amount-not-typed",
      "The amount is above your limit. Type it to approve; nothing was recorded.",
    );
}
