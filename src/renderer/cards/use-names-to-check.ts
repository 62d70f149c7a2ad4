import { useState } from "react";
import { doubtfulNames } from "#core/doubtful-names.ts";
import type { Json } from "#core/json.ts";
import { pointerSteps, replaceAt, valueAt } from "#core/pointer-steps.ts";
import type { FieldChange } from "#core/present-edits.ts";
import type { Card } from "#renderer/hooks/use-card.ts";
import { useHistory } from "./use-history.ts";

interface NamesToCheck {
  /** The payee and the account, as edited so far, that have to be checked to approve. */
  readonly names: readonly string[];
  /** Main refused: it remembers a payee that the window does not know of, so both are to be checked. */
  readonly askForAll: () => void;
}

export function useNamesToCheck(card: Card, changes: readonly FieldChange[]): NamesToCheck {
  const { data: history } = useHistory(card);
  const [isRefused, setRefused] = useState(false);
  const paid = paidTo(card, changes);
  // What is remembered is remembered of the payee that the task named.
  const resembles = paid.payee === paidTo(card, []).payee ? history?.resembles : undefined;
  const all = [paid.payee, paid.account].filter((name) => name !== undefined);
  return {
    names: isRefused ? all : doubtfulNames(paid, resembles),
    askForAll: () => setRefused(true),
  };
}

function paidTo({ request }: Card, changes: readonly FieldChange[]): { payee?: string; account?: string } {
  if (request?.money === undefined) return {};
  let edited: Json = request.parameters;
  for (const { path, after } of changes) edited = replaceAt(edited, pointerSteps(path), after);
  const { payee: payeeAt, account: accountAt } = request.money;
  const payee = payeeAt === undefined ? undefined : valueAt(edited, payeeAt);
  const account = accountAt === undefined ? undefined : valueAt(edited, accountAt);
  return { ...(typeof payee === "string" && { payee }), ...(typeof account === "string" && { account }) };
}
