import { exactMoney, isAboveLimit } from "#core/amount-limit.ts";
import type { Json } from "#core/json.ts";
import { pointerSteps, replaceAt, valueAt } from "#core/pointer-steps.ts";
import type { FieldChange } from "#core/present-edits.ts";
import type { Request } from "#renderer/hooks/use-card.ts";
import { usePreferences } from "#renderer/hooks/use-preferences.ts";

/** The amount that has to be typed to approve the request as edited so far; undefined where it is within its limit. */
export function useMoneyToType(
  request: Request | undefined,
  changes: readonly FieldChange[],
): { readonly amount: string; readonly currency: string } | undefined {
  const { limits } = usePreferences().decisions;
  if (request?.money === undefined) return undefined;
  let edited: Json = request.parameters;
  for (const { path, after } of changes) edited = replaceAt(edited, pointerSteps(path), after);
  const money = exactMoney(valueAt(edited, request.money.amount), valueAt(edited, request.money.currency));
  return money !== undefined && isAboveLimit(money, limits) ? money : undefined;
}
