import { expect, test } from "vitest";
import { sumByCurrency } from "./sum-money.ts";

test("sums are exact where floats are not, one a currency", () => {
  const amounts = [
    { currency: "USD", amount: "0.10" },
    { currency: "EUR", amount: "0.1" },
    { currency: "EUR", amount: "0.20" },
    { currency: "EUR", amount: "-0.05" },
  ];
  expect(sumByCurrency(amounts)).toEqual([
    { currency: "EUR", amount: "0.25", gates: 3 },
    { currency: "USD", amount: "0.10", gates: 1 },
  ]);
});

test("a thousand amounts of eighteen digits keep every one of them", () => {
  const amounts = Array.from({ length: 1_000 }, () => ({
    currency: "JPY",
    amount: "999999999999999999.000000000000000001",
  }));
  expect(sumByCurrency(amounts)).toEqual([
    { currency: "JPY", amount: "999999999999999999000.000000000000001000", gates: 1_000 },
  ]);
});

test("nothing adds up to nothing", () => {
  expect(sumByCurrency([])).toEqual([]);
});
