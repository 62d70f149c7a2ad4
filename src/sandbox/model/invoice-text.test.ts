import { expect, test } from "vitest";
import { readInvoice } from "./invoice-text.ts";

test("an invoice in one sentence is read whole", () => {
  const text =
    "Invoice 2026-0107 from ACME GmbH, Hauptstr. 1, 10115 Berlin. Total EUR 1,250.00. " +
    "IBAN DE89 3704 0044 0532 0130 00. Reference RF18539007547034, due 2026-12-05.";
  expect(readInvoice(text)).toEqual({
    payee: "ACME GmbH",
    iban: "DE89370400440532013000",
    amount: "1250.00",
    currency: "EUR",
    reference: "RF18539007547034",
    dueDate: "2026-12-05",
    invoiceNumber: "2026-0107",
  });
});

test("labels on their own lines win, with all that stands behind them", () => {
  const text = [
    "Invoice 9 from Somebody Else, Street 1",
    "Payee: Viveros Peñalver S.L.",
    "Amount due: 742,50 EUR",
    "IBAN: ES91 2100 0418 4502 0005 1332",
    "Reference: FT A/0121",
    "Due: 1.12.2026",
  ].join("\n");
  expect(readInvoice(text)).toMatchObject({
    payee: "Viveros Peñalver S.L.",
    amount: "742.50",
    currency: "EUR",
    iban: "ES9121000418450200051332",
    reference: "FT A/0121",
    dueDate: "2026-12-01",
  });
});

test.each([
  ["Total: EUR 1,250.00", "1250.00", "EUR"],
  ["Total: EUR 1.250,00", "1250.00", "EUR"],
  ["Total: EUR 18 450,00", "18450.00", "EUR"],
  ["Total: CHF 4'188.60", "4188.60", "CHF"],
  ["Total: JPY 1,240,000", "1240000", "JPY"],
  ["Total: € 12.907,16", "12907.16", "EUR"],
  ["Total: 99.5 USD", "99.5", "USD"],
])("%s is %s %s", (text, amount, currency) => {
  expect(readInvoice(text)).toEqual({ amount, currency });
});

test("what is not there is absent, and nothing is invented", () => {
  expect(readInvoice("Dear Sir or Madam, please pay us soon.")).toEqual({});
});
