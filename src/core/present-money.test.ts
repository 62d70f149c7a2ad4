import { assert, bigInt, property, stringMatching, tuple } from "fast-check";
import { expect, test } from "vitest";
import { presentMoney } from "#core/present-money.ts";

const NARROW_SPACES = /[\u00A0\u202F]/gu;
const shown = (amount: unknown, currency: unknown, locale: string) =>
  presentMoney(amount, currency, locale).text.replaceAll(NARROW_SPACES, " ");

test.each([
  ["1250", "EUR", "en", "EUR 1,250.00"],
  ["1250.00", "EUR", "de", "1.250,00 EUR"],
  ["9007199254740993", "JPY", "en", "JPY 9,007,199,254,740,993"],
  ["999999999999999999.999999999999999999", "USD", "en", "USD 999,999,999,999,999,999.999999999999999999"],
  ["-0.1", "CHF", "en", "-CHF 0.10"],
])("%s %s in %s reads %s", (amount, currency, locale, text) => {
  expect(shown(amount, currency, locale)).toBe(text);
});

test.each([
  ["1.250,00", "EUR"],
  ["1e400", "EUR"],
  ["NaN", "EUR"],
  ["١٢٣", "EUR"],
  [1250, "EUR"],
  ["1250.00", "euro"],
  [undefined, undefined],
])("%s %s is shown raw and said to be unverifiable", (amount, currency) => {
  expect(presentMoney(amount, currency, "en").kind).toBe("unverifiable");
});

test("every digit that was given is a digit that is shown", () => {
  const decimal = tuple(bigInt({ min: 0n, max: 10n ** 18n - 1n }), stringMatching(/^\d{0,18}$/u)).map(([whole, part]) =>
    part === "" ? `${whole}` : `${whole}.${part}`,
  );
  assert(
    property(decimal, (amount) => {
      const digits = presentMoney(amount, "JPY", "en").text.replaceAll(/[^\d.]/gu, "");
      expect(digits).toBe(amount);
    }),
    { numRuns: 2_000 },
  );
});
