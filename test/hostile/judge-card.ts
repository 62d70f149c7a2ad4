import type { Finding } from "./findings.ts";
import type { HostileItem } from "./hostile-item.ts";
import type { ShownCard } from "./read-card.ts";

/** How long the window may take for any card; milliseconds. */
export const LONGEST_MS = 1_000;

/** What is wrong with the card that came of an item, if anything is. */
export function judgeCard(item: HostileItem, card: ShownCard): Finding[] {
  const { must = {}, name } = item;
  const findings: Finding[] = [];
  const find = (kind: Finding["kind"], what: string) => findings.push({ kind, item: name, what });
  if (!card.shown || card.broken) find("crash", card.broken ? "a part of the window gave up" : "the card never came");
  if (card.took > LONGEST_MS) find("hang", `the card took ${Math.round(card.took)} ms`);
  if (card.strangers.length > 0) find("executed", `the page holds ${card.strangers.join(", ")}`);
  if (card.polluted) find("executed", "the page's objects were polluted");
  if (card.amount?.exact === true && must.amount === undefined && must.refuse === true && card.canApprove)
    find("wrong amount", `${card.amount.text} is called exact`);
  if (must.refuse === true && card.canApprove) find("wrong amount", "it can be approved");
  if (must.amount !== undefined && card.amount !== null && !isSameAmount(card.amount.text, must.amount))
    find("wrong amount", `${card.amount.text} is shown for ${must.amount}`);
  if (must.amount !== undefined && must.refuse !== true && card.amount?.exact !== true)
    find("wrong amount", `${must.amount} is not shown as exact`);
  if (must.flagged === true && !card.payeeFlagged) find("wrong amount", "the payee is not flagged");
  return findings;
}

/** The same number to the digit: groups, the currency's code and zeros at the end aside. */
function isSameAmount(text: string, decimal: string): boolean {
  return bare(text) === bare(decimal);
}

function bare(text: string): string {
  const digits = text.replaceAll("\u2212", "-").replace(/[^\d.-]/gu, "");
  return digits.includes(".") ? digits.replace(/\.?0+$/u, "") : digits;
}
