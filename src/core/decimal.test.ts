import { array, assert, bigInt, constantFrom, integer, property, record, tuple } from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical.ts";
import { addDecimals, compareDecimals, Decimal } from "./decimal.ts";
import { GateRequest } from "./envelope.ts";
import { formatGateTags, parseGateTags } from "./gate-tags.ts";
import { RunId } from "./identifiers.ts";
import { parseExactJson } from "./json.ts";
import { presentMoney } from "./present-money.ts";

const RUNS = { numRuns: 2_000 };
const SCALE = 18;

/** Any amount as the whole number of its smallest parts, with how many of the 18 decimals are written out. */
const amounts = tuple(bigInt({ min: -(10n ** 36n) + 1n, max: 10n ** 36n - 1n }), integer({ min: 0, max: SCALE })).map(
  ([parts, decimals]) => {
    const scale = 10n ** BigInt(SCALE - decimals);
    return { parts: (parts / scale) * scale, text: write((parts / scale) * scale, decimals) };
  },
);

test("an amount that leaves the task is the amount on the card, digit for digit, in every language", () => {
  const money = record({ amount: amounts, currency: constantFrom("EUR", "JPY", "USD", "CHF", "KWD") });
  assert(
    property(money, constantFrom("en", "de"), ({ amount: { text: amount }, currency }, locale) => {
      const request = requestOf(amount, currency);
      const received = GateRequest.parse(parseExactJson(canonicalJson(request)));
      const tags = parseGateTags(formatGateTags(received, RunId.parse("run_a1b2c3d4e5f6")));
      expect(tags.money).toEqual({ amount, currency });
      expect(received.parameters).toEqual({ amount, currency });
      const shown = presentMoney(received.parameters["amount"], currency, locale);
      expect(shown.kind).toBe("exact");
      // The currency's own decimals may have been filled up with zeros; the value is the same to the last digit.
      expect(partsOf(readAloud(shown.text, locale))).toBe(partsOf(amount));
    }),
    RUNS,
  );
});

test("sums and comparisons are those of whole numbers", () => {
  assert(
    property(array(amounts, { minLength: 1, maxLength: 20 }), (list) => {
      const sum = list.reduce((total, { text }) => addDecimals(total, text), "0");
      expect(partsOf(sum)).toBe(list.reduce((total, { parts }) => total + parts, 0n));
      const ordered = list.toSorted((a, b) => compareDecimals(a.text, b.text)).map(({ parts }) => parts);
      expect(ordered).toEqual(ordered.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    }),
    RUNS,
  );
});

function requestOf(amount: string, currency: string): GateRequest {
  expect(Decimal.safeParse(amount).success).toBe(true);
  return {
    gate: "payout",
    round: 1,
    kind: "payout.create",
    title: "Pay",
    urgency: "normal",
    requestedBy: "payout-agent",
    parameters: { amount, currency },
    parametersSchema: {},
    editable: [],
    money: { amount: "/amount", currency: "/currency" },
    verdicts: ["approve", "reject"],
    effect: "Pays.",
    rollback: "Nothing.",
    approvals: { needed: 1, step: 1, previous: [] },
    conversation: [],
  };
}

/** Independent of the code under test: the text of that many parts, with so many decimals. */
function write(parts: bigint, decimals: number): string {
  const digits = (parts < 0n ? -parts : parts).toString().padStart(SCALE + 1, "0");
  const fraction = digits.slice(-SCALE).slice(0, decimals);
  return `${parts < 0n ? "-" : ""}${digits.slice(0, -SCALE)}${fraction === "" ? "" : `.${fraction}`}`;
}

function partsOf(text: string): bigint {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const parts = BigInt(whole + fraction.padEnd(SCALE, "0"));
  return text.startsWith("-") ? -parts : parts;
}

/** The plain decimal that a person of that language reads on the screen. */
function readAloud(text: string, locale: "en" | "de"): string {
  const [group, point] = locale === "en" ? [",", "."] : [".", ","];
  return text
    .replaceAll(group, "")
    .replace(point, ".")
    .replaceAll(/[^\d.-]/gu, "");
}
