import type { GateRequest } from "#core/envelope.ts";

/** A payout as our own task asks for it; whatever a test wants to be different comes in as an argument. */
export function sampleRequest(change: Partial<GateRequest> = {}): GateRequest {
  return {
    gate: "payout",
    round: 1,
    kind: "payout.create",
    title: "Pay ACME GmbH",
    summary: "Invoice 2026-1107 for November hosting. The amount matches the order; the account was used twice before.",
    urgency: "high",
    requestedBy: "payout-agent",
    model: "gpt-4o (scripted)",
    parameters: {
      payee: "ACME GmbH",
      iban: "DE89370400440532013000",
      amount: "1250.00",
      currency: "EUR",
      reference: "RE 2026-1107",
      executeOn: "2026-11-23",
      express: false,
      costCentre: null,
      channel: "sepa",
      approver: { name: "J. Weber", department: "Finance" },
      lines: [
        { text: "Hosting November", quantity: 1, net: "1050.42" },
        { text: "VAT 19 %", quantity: 1, net: "199.58" },
      ],
    },
    parametersSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        payee: { type: "string", title: "Payee" },
        iban: { type: "string", title: "IBAN", format: "iban" },
        amount: { type: "string", title: "Amount", format: "decimal" },
        currency: { type: "string", title: "Currency" },
        reference: { type: "string", title: "Reference", maxLength: 35, description: "Printed on the statement." },
        executeOn: { type: "string", title: "Execute on", format: "date" },
        express: { type: "boolean", title: "Express" },
        costCentre: { title: "Cost centre", anyOf: [{ type: "string" }, { type: "null" }] },
        channel: { type: "string", title: "Channel", enum: ["sepa", "swift", "instant"] },
        approver: {
          type: "object",
          title: "Approver",
          properties: { name: { type: "string", title: "Name" }, department: { type: "string", title: "Department" } },
        },
        lines: {
          type: "array",
          title: "Lines",
          items: {
            type: "object",
            properties: {
              text: { type: "string", title: "Text" },
              quantity: { type: "integer", title: "Quantity" },
              net: { type: "string", title: "Net", format: "decimal" },
            },
          },
        },
      },
    },
    editable: ["/amount", "/reference", "/executeOn", "/express", "/costCentre", "/channel", "/lines"],
    verdicts: ["approve", "reject", "respond"],
    money: { amount: "/amount", currency: "/currency", payee: "/payee", account: "/iban" },
    effect: "Inserts one row into payouts and releases it to the bank file of 18:00.",
    rollback: "Nothing was written; the invoice goes back to status 'open'.",
    approvals: { needed: 1, step: 1, previous: [] },
    conversation: [],
    ...change,
  };
}
