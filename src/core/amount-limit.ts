import { Big } from "big.js";

// Free of the schema library, so that the window asks the same question as the main process.

/** Above this amount, in this currency, the operator types the amount to approve it. Decimals as text, never floats. */
export interface AmountLimit {
  readonly currency: string;
  readonly amount: string;
}

interface Money {
  readonly currency: string;
  readonly amount: string;
}

const PLAIN = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/u;

/** True where the amount, owed or owing, is above the limit of its currency; false where there is none. */
export function isAboveLimit(money: Money, limits: readonly AmountLimit[]): boolean {
  const limit = limits.find(({ currency }) => currency === money.currency);
  return limit !== undefined && new Big(money.amount).abs().gt(new Big(limit.amount));
}

/** The same where nobody has checked yet that it is money: what is no exact amount is above no limit. */
export function exactMoney(amount: unknown, currency: unknown): Money | undefined {
  return typeof amount === "string" && PLAIN.test(amount) && typeof currency === "string"
    ? { amount, currency }
    : undefined;
}

/**
 * Whether what was typed is that amount. A point or a comma may part the decimals and needless ones may be left out;
 * thousands are not grouped: "1,250" says one thousand here and one and a quarter there, so it says nothing.
 */
export function isTypedAmount(typed: string, amount: string): boolean {
  const text = typed.trim();
  const decimals = amount.split(".")[1]?.length ?? 0;
  if (decimals !== 3 && /[.,]\d{3}$/u.test(text)) return false;
  const plain = text.replace(",", ".");
  return PLAIN.test(plain) && new Big(plain).eq(new Big(amount));
}
