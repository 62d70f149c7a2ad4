import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exactMoney, isAboveLimit, isTypedAmount } from "./amount-limit.ts";

const limits = [
  { currency: "EUR", amount: "1000.00" },
  { currency: "JPY", amount: "0" },
];

test.each([
  ["EUR", "1000.00", false],
  ["EUR", "1000", false],
  ["EUR", "1000.000000000000000001", true],
  ["EUR", "999999999999999999.99", true],
  ["EUR", "-1000.01", true],
  ["JPY", "1", true],
  ["USD", "1000000", false],
])("%s %s is above its limit: %s", (currency, amount, above) => {
  expect(isAboveLimit({ currency, amount }, limits)).toBe(above);
});

test.each([
  ["1250.00", "1250.00", true],
  [" 1250 ", "1250.00", true],
  ["1250,00", "1250.00", true],
  ["1250.5", "1250.50", true],
  ["1250.01", "1250.00", false],
  ["12500", "1250.00", false],
  ["1,250", "1250.00", false],
  ["1.250", "1250.00", false],
  ["1,250", "1.25", false],
  ["1.250", "1.250", true],
  ["1,250.00", "1250.00", false],
  ["-1250", "1250.00", false],
  ["1e3", "1000", false],
  ["", "0", false],
  ["approve", "1250.00", false],
])("%j typed for %s counts: %s", (typed, amount, counts) => {
  expect(isTypedAmount(typed, amount)).toBe(counts);
});

test("whatever is typed, only the very amount counts", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), (typed, cents) => {
      const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, "0")}`;
      expect(isTypedAmount(text(typed), text(cents))).toBe(typed === cents);
      expect(isTypedAmount(text(cents), text(cents))).toBe(true);
    }),
  );
});

test.each([["1e9"], ["NaN"], [1250], [undefined], ["1,250.00"]])("%j is no exact amount", (amount) => {
  expect(exactMoney(amount, "EUR")).toBeUndefined();
});
