import { expect, test } from "vitest";
import { readInvoice } from "#sandbox/model/invoice-text.ts";
import { sampleInvoices } from "#trigger/db/sample-invoices.ts";
import { ProposedPayout } from "#trigger/payout-parameters.ts";

test.each(sampleInvoices.map(({ id, text }) => [id, text]))(
  "the scripted model reads a payment that can be approved out of %s",
  (_, text) => {
    const { invoiceNumber: __, ...parts } = readInvoice(text);
    expect(ProposedPayout.safeParse({ dueDate: null, ...parts })).toMatchObject({ success: true });
  },
);

test("what it reads is what the invoice says, in whichever way the amount is written", () => {
  const amounts = Object.fromEntries(
    sampleInvoices.map(({ id, text }) => [id, `${readInvoice(text).currency} ${readInvoice(text).amount}`]),
  );
  expect(amounts).toMatchObject({
    "inv-2026-0107": "EUR 1250.00",
    "inv-2026-0108": "EUR 1874.35",
    "inv-2026-0109": "EUR 6480.00",
    "inv-2026-0115": "CHF 4188.60",
    "inv-2026-0116": "PLN 18450.00",
    "inv-2026-0123": "JPY 1240000",
    "inv-2026-0125": "HUF 4812300.00",
  });
});
