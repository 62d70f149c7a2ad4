import { z } from "zod";
import type { InvoiceParts } from "./invoice-text.ts";

/** The piece of JSON Schema that the scripted model reads. */
export const AnswerSchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ type: z.unknown().optional() })).default({}),
});
export type AnswerSchema = z.infer<typeof AnswerSchema>;

// Which part of an invoice a property asks for, by its name; the first that fits.
const PARTS: readonly (readonly [RegExp, keyof InvoiceParts])[] = [
  [/iban|account/iu, "iban"],
  [/currency/iu, "currency"],
  [/due|deadline|paymentdate|executeon/iu, "dueDate"],
  [/reference|remittance|purpose|memo/iu, "reference"],
  [/invoice/iu, "invoiceNumber"],
  [/payee|vendor|supplier|beneficiary|recipient|creditor|name/iu, "payee"],
  [/amount|total|sum|value/iu, "amount"],
];

/** Answers exactly the properties that the schema asks for; what the invoice does not say is null where null fits. */
export function answerBySchema(schema: AnswerSchema, invoice: InvoiceParts): Record<string, unknown> {
  const entries = Object.entries(schema.properties).flatMap(([name, property]) => {
    const value = valueFor(name, property, invoice);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function valueFor(name: string, property: Record<string, unknown>, invoice: InvoiceParts): unknown {
  const words = name.replaceAll(/[_-]/gu, "");
  const part = PARTS.find(([pattern]) => pattern.test(words))?.[1];
  const text = part === undefined ? undefined : invoice[part];
  if (text === undefined) return acceptsNull(property) ? null : undefined;
  return property["type"] === "number" || property["type"] === "integer" ? Number(text) : text;
}

function acceptsNull(property: Record<string, unknown>): boolean {
  const { type, anyOf } = property;
  if (Array.isArray(type)) return type.includes("null");
  return Array.isArray(anyOf) && anyOf.some((choice) => choice?.type === "null");
}
