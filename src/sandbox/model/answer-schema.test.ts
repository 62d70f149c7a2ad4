import { expect, test } from "vitest";
import { answerBySchema } from "./answer-schema.ts";

const invoice = { payee: "ACME GmbH", iban: "DE89370400440532013000", amount: "1250.00", currency: "EUR" };

test("only what the schema asks for is answered, under its names and in its types", () => {
  const schema = {
    properties: { beneficiary_name: { type: "string" }, amount: { type: "number" }, currency: { type: "string" } },
  };
  expect(answerBySchema(schema, invoice)).toEqual({ beneficiary_name: "ACME GmbH", amount: 1250, currency: "EUR" });
});

test("a part that the invoice lacks is null where null fits, and missing where it does not", () => {
  const properties = { dueDate: { anyOf: [{ type: "string" }, { type: "null" }] }, reference: { type: "string" } };
  expect(answerBySchema({ properties }, invoice)).toEqual({ dueDate: null });
});
