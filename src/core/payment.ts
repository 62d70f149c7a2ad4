import { Currency, Decimal } from "#core/decimal.ts";
import type { Edit } from "#core/edits.ts";
import type { GateRequest } from "#core/envelope.ts";
import type { Json } from "#core/json.ts";
import { pointerSteps, replaceAt, valueAt } from "#core/pointer-steps.ts";

/** What a request pays, as far as it says so exactly. */
export interface Payment {
  readonly money?: { readonly amount: Decimal; readonly currency: Currency };
  readonly payee?: string;
  readonly account?: string;
}

/** The payment that a request asks for, or that was decided on once edits are applied; undefined where no money moves. */
export function paymentOf(
  { parameters, money }: Pick<GateRequest, "parameters" | "money">,
  edits: readonly Edit[] = [],
): Payment | undefined {
  if (money === undefined) return undefined;
  let decided: Json = parameters;
  for (const { path, value } of edits) decided = replaceAt(decided, pointerSteps(path), value);
  const read = (pointer: string | undefined) => (pointer === undefined ? undefined : valueAt(decided, pointer));
  const amount = Decimal.safeParse(read(money.amount));
  const currency = Currency.safeParse(read(money.currency));
  const payee = read(money.payee);
  const account = read(money.account);
  return {
    ...(amount.success && currency.success && { money: { amount: amount.data, currency: currency.data } }),
    ...(typeof payee === "string" && { payee }),
    ...(typeof account === "string" && { account }),
  };
}
