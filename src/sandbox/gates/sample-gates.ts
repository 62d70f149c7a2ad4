import type { GateRequest } from "#core/envelope.ts";
import { instantAfter, pick, sampleDeadline, sampleMoney, type SampleMoney } from "./sample-values.ts";
import type { NewGate } from "./write-gates.ts";

const URGENCIES = ["normal", "low", "normal", "high", "normal", "low", "high", "critical"] as const;

const KINDS: readonly ((index: number, money: SampleMoney) => KindPart)[] = [
  payout,
  bankChange,
  correction,
  dbWrite,
  refund,
];

type KindPart = Pick<
  GateRequest,
  "gate" | "kind" | "title" | "summary" | "parameters" | "parametersSchema" | "editable" | "effect" | "rollback"
> & { readonly money?: GateRequest["money"]; readonly requestedBy: string };

/**
 * N gates of several kinds, each a little different; the same index asks the same.
 *
 * @param accepts the key ids that the envelopes name.
 */
export function sampleGates(count: number, now: number, accepts: readonly string[] = []): NewGate[] {
  return Array.from({ length: count }, (_, index) => sampleGate(index, now, accepts));
}

function sampleGate(index: number, now: number, accepts: readonly string[]): NewGate {
  const make = pick(KINDS, index);
  const part = make(index, sampleMoney(index));
  const deadline = sampleDeadline(index);
  const needed = index % 9 === 4 ? 2 : 1;
  const request: GateRequest = {
    ...part,
    round: 1,
    urgency: pick(URGENCIES, Math.floor(index / KINDS.length)),
    verdicts: index % 3 === 0 ? ["approve", "reject", "respond"] : ["approve", "reject"],
    approvals: { needed, step: 1, previous: [] },
    conversation: [],
    ...(deadline === undefined ? {} : { decideBy: instantAfter(now, deadline.ms) }),
  };
  return { request, accepts: [...accepts], ...(deadline === undefined ? {} : { timeout: deadline.text }) };
}

function payout(index: number, { payee, iban, amount, currency }: SampleMoney): KindPart {
  const reference = `INV-2026-${String(index + 1).padStart(5, "0")}`;
  return {
    gate: "payout",
    kind: "payout.create",
    title: `Pay ${payee}`,
    summary: `Invoice ${reference} from ${payee} is due. The agent read payee, account and amount from its text.`,
    requestedBy: "payout-agent",
    parameters: { payee, iban, amount, currency, reference },
    parametersSchema: objectSchema({
      payee: { type: "string", title: "Payee", minLength: 1 },
      iban: { type: "string", title: "IBAN" },
      amount: { type: "string", title: "Amount", pattern: String.raw`^\d+\.\d{2}$` },
      currency: { type: "string", title: "Currency", pattern: "^[A-Z]{3}$" },
      reference: { type: "string", title: "Reference" },
    }),
    editable: ["/amount", "/reference"],
    money: { amount: "/amount", currency: "/currency", payee: "/payee", account: "/iban" },
    effect: "Inserts one row into payouts and releases it to the bank file.",
    rollback: "Nothing was written; the invoice goes back to status 'open'.",
  };
}

function bankChange(index: number, { payee, iban }: SampleMoney): KindPart {
  const vendorId = `V-${1_000 + index}`;
  return {
    gate: "bank-change",
    kind: "vendor.bank-change",
    title: `Change the bank account of ${payee}`,
    summary: `A letter in the name of ${payee} asks for payments to a new account.`,
    requestedBy: "vendor-agent",
    parameters: { vendorId, payee, iban, verifiedByPhone: index % 2 === 0 },
    parametersSchema: objectSchema({
      vendorId: { type: "string", title: "Vendor" },
      payee: { type: "string", title: "Name" },
      iban: { type: "string", title: "New IBAN" },
      verifiedByPhone: { type: "boolean", title: "Confirmed by phone" },
    }),
    editable: [],
    effect: "Every later payment to this vendor goes to the new account.",
    rollback: "The vendor keeps its present account.",
  };
}

function correction(index: number, { amount, currency }: SampleMoney): KindPart {
  const account = String(4_000 + (index % 90) * 10);
  return {
    gate: "correction",
    kind: "ledger.correction",
    title: `Correct account ${account} by ${amount} ${currency}`,
    requestedBy: "ledger-agent",
    summary: "Two postings of the same receipt were found.",
    parameters: { account, counterAccount: "1570", amount, currency, period: "2026-11" },
    parametersSchema: objectSchema({
      account: { type: "string", title: "Account" },
      counterAccount: { type: "string", title: "Counter account" },
      amount: { type: "string", title: "Amount" },
      currency: { type: "string", title: "Currency" },
      period: { type: "string", title: "Period" },
    }),
    editable: ["/period"],
    money: { amount: "/amount", currency: "/currency" },
    effect: "Posts one correcting entry into the named period.",
    rollback: "Nothing is posted.",
  };
}

function dbWrite(index: number): KindPart {
  const rows = (index % 40) + 1;
  return {
    gate: "db-write",
    kind: "db.write",
    title: `Delete ${rows} stale customer ${rows === 1 ? "record" : "records"}`,
    summary: "Customers without an order for ten years, by the retention rule.",
    requestedBy: "cleanup-agent",
    parameters: { table: "customers", where: "last_order < '2016-01-01'", expectedRows: rows },
    parametersSchema: objectSchema({
      table: { type: "string", title: "Table" },
      where: { type: "string", title: "Condition" },
      expectedRows: { type: "integer", title: "Expected rows", minimum: 0 },
    }),
    editable: [],
    effect: "Deletes the rows; there is a backup of last night.",
    rollback: "Nothing is deleted.",
  };
}

function refund(index: number, { payee, amount, currency }: SampleMoney): KindPart {
  const order = `O-${70_000 + index}`;
  return {
    gate: "refund",
    kind: "refund.create",
    title: `Refund order ${order} to ${payee}`,
    summary: "The customer sent the goods back; the warehouse confirmed them.",
    requestedBy: "support-agent",
    parameters: { order, payee, amount, currency, reason: "returned" },
    parametersSchema: objectSchema({
      order: { type: "string", title: "Order" },
      payee: { type: "string", title: "Customer" },
      amount: { type: "string", title: "Amount" },
      currency: { type: "string", title: "Currency" },
      reason: { type: "string", title: "Reason", enum: ["returned", "damaged", "goodwill"] },
    }),
    editable: ["/amount", "/reason"],
    money: { amount: "/amount", currency: "/currency", payee: "/payee" },
    effect: "Sends the money back the way it came.",
    rollback: "The customer keeps a credit note instead.",
  };
}

function objectSchema(properties: GateRequest["parametersSchema"]): GateRequest["parametersSchema"] {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
