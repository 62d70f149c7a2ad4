import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import { expect, test } from "vitest";
import { sampleInvoices } from "./db/sample-invoices.ts";
import { isIban } from "./iban.ts";
import { moneyWords } from "./money-words.ts";
import { PayoutParameters, ProposedPayout } from "./payout-parameters.ts";

const proposed = {
  payee: " ACME GmbH ",
  iban: "DE89 3704 0044 0532 0130 00",
  amount: "1250.00",
  currency: "eur",
  reference: "RF18539007547034",
  dueDate: "2026-12-05",
};

test("what a model writes a little loosely becomes exact, and exact it stays", () => {
  const payout = ProposedPayout.parse(proposed);
  expect(payout).toEqual({
    ...proposed,
    payee: "ACME GmbH",
    iban: "DE89370400440532013000",
    currency: "EUR",
  });
  expect(PayoutParameters.parse(payout)).toEqual(payout);
});

test.each([
  ["iban", "DE89370400440532013001"],
  ["amount", "1,250.00"],
  ["amount", "1.250,00"],
  ["amount", "0.00"],
  ["amount", "-5.00"],
  ["amount", "1e3"],
  ["currency", "Euro"],
  ["payee", " "],
  ["dueDate", "2026-02-30"],
])("%s %j is refused", (field, value) => {
  expect(ProposedPayout.safeParse({ ...proposed, [field]: value }).success).toBe(false);
});

test("the samples are twenty invoices with valid IBANs by two judges, one look-alike payee and a long one", () => {
  const ibans = sampleInvoices.map(({ text }) => electronicFormatIBAN(/IBAN: (.+)/u.exec(text)?.[1] ?? "") ?? "");
  expect(sampleInvoices).toHaveLength(20);
  expect(new Set(sampleInvoices.map(({ id }) => id)).size).toBe(20);
  expect(ibans.filter((iban) => !isValidIBAN(iban) || !isIban(iban))).toEqual([]);
  const payees = sampleInvoices.map(({ text }) => /Payee: (.+)/u.exec(text)?.[1] ?? "");
  expect(payees.filter((payee) => /[\u0400-\u04ff]/u.test(payee))).toEqual(["\u0410CME GmbH"]);
  expect(Math.max(...sampleInvoices.map(({ text }) => text.length))).toBeGreaterThan(3_000);
});

test.each([
  ["1250.00", "EUR 1,250.00"],
  ["12", "EUR 12"],
  ["1234567.891", "EUR 1,234,567.891"],
  ["999", "EUR 999"],
])("%s reads %s", (amount, words) => {
  expect(moneyWords("EUR", amount)).toBe(words);
});
