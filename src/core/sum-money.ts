import { Big } from "big.js";

// Free of the schema library, so that the window adds up as the main process would.

interface Money {
  readonly currency: string;
  readonly amount: string;
}

/** What a currency adds up to, and over how many gates. The amount is an exact decimal. */
export interface CurrencyTotal extends Money {
  readonly gates: number;
}

/** Exact sums, one a currency, in the order of their codes. Amounts are exact decimals; nothing is ever a float. */
export function sumByCurrency(amounts: readonly Money[]): CurrencyTotal[] {
  const sums = new Map<string, { readonly sum: Big; readonly decimals: number; readonly gates: number }>();
  for (const { currency, amount } of amounts) {
    const before = sums.get(currency) ?? { sum: new Big(0), decimals: 0, gates: 0 };
    const decimals = amount.split(".")[1]?.length ?? 0;
    sums.set(currency, {
      sum: before.sum.plus(new Big(amount)),
      decimals: Math.max(before.decimals, decimals),
      gates: before.gates + 1,
    });
  }
  return [...sums]
    .map(([currency, { sum, decimals, gates }]) => ({ currency, amount: sum.toFixed(decimals), gates }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
