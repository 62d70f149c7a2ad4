import { z } from "zod";
import { Currency, Decimal } from "#core/decimal.ts";
import { isIban } from "./iban.ts";

/** What a payout is: the card shows it, edits are held to it, the database gets it. */
export const PayoutParameters = z.strictObject({
  payee: z.string().min(1).max(140).meta({ title: "Payee" }),
  iban: z.string().refine(isIban, "is no valid IBAN").meta({ title: "IBAN" }),
  amount: Decimal.refine(isPositive, "is not above zero").meta({ title: "Amount" }),
  currency: Currency.meta({ title: "Currency" }),
  reference: z.string().min(1).max(140).meta({ title: "Reference" }),
  dueDate: z.iso.date().nullable().meta({ title: "Due date" }),
});
export type PayoutParameters = z.infer<typeof PayoutParameters>;

/** What the model is asked for. Strict structured outputs take shapes and descriptions; whether it is right, zod decides. */
export const ProposedPayout = z
  .strictObject({
    payee: z.string().trim().describe("Who is to be paid, exactly as written."),
    iban: z.string().transform(withoutSpaces).describe("The payee's IBAN."),
    amount: z.string().trim().describe("The total as a plain decimal with a point and no thousands marks: 1250.00"),
    currency: z.string().trim().toUpperCase().describe("ISO 4217 code, like EUR."),
    reference: z.string().trim().describe("The payment reference or invoice number."),
    dueDate: z.string().nullable().describe("YYYY-MM-DD, or null where none is given."),
  })
  .pipe(PayoutParameters);

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/gu, "").toUpperCase();
}

function isPositive(amount: string): boolean {
  return !amount.startsWith("-") && /[1-9]/u.test(amount);
}
