import { Big } from "big.js";
import { z } from "zod";

/** An exact decimal as text: no exponent, no leading zeros, no plus, at most 18 digits each side. Never a float. */
export const Decimal = z.string().regex(/^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/u, "is no exact decimal like 1250.00");
export type Decimal = z.infer<typeof Decimal>;

/** ISO 4217 alphabetic code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/u, "is no currency code like EUR");
export type Currency = z.infer<typeof Currency>;

/** Negative, zero or positive, like a sort comparator. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  return new Big(a).cmp(new Big(b));
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  return new Big(a).plus(new Big(b)).toFixed();
}
