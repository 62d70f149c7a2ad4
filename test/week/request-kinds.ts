import type { Client } from "pg";
import type { LedgerFact } from "./evidence.ts";
import { type GateKind, type PlannedRequest } from "./planned-requests.ts";

/** What one kind of gate is made of: how its run is started, how its card is known, what it writes. */
interface KindOfRequest {
  readonly task: string;
  /** What has to be in the database before; the row is named by `subjectOf`. */
  readonly prepare: (database: Client, plan: PlannedRequest) => Promise<unknown>;
  readonly payload: (plan: PlannedRequest) => object;
  /** Words that the title of this request's gates has, and no other's. */
  readonly mark: (plan: PlannedRequest) => string;
  /** The field that an operator may change, and to what. */
  readonly edit: { readonly label: string; readonly value: (plan: PlannedRequest) => string };
  /** Every row that was written, as `run_id`, `approved_by`, `decision_id` and the values. */
  readonly rows: string;
}

const IBAN = "DE89370400440532013000";
const NEW_IBAN = "AT611904300234573201";

export const requestKinds: Readonly<Record<GateKind, KindOfRequest>> = {
  "payout.create": {
    task: "payout-agent",
    prepare: (database, plan) =>
      database.query("insert into invoices (id, text) values ($1, $2)", [subjectOf(plan), invoiceText(plan)]),
    payload: (plan) => ({ invoiceId: subjectOf(plan), timeout: plan.timeout, approvals: plan.needed }),
    mark: (plan) => `Supplier ${pad(plan)} GmbH`,
    edit: { label: "Amount", value: ({ number }) => `${number}.75` },
    rows: `select run_id, approved_by, decision_id, payee, iban, trim_scale(amount)::text as amount, currency, reference
           from payouts`,
  },
  "vendor.bank-change": {
    task: "vendor-bank-change",
    prepare: (database, plan) =>
      database.query("insert into vendors (id, name, iban) values ($1, $2, $3)", [
        subjectOf(plan),
        `Vendor ${pad(plan)} Ltd`,
        IBAN,
      ]),
    payload: (plan) => ({
      vendorId: subjectOf(plan),
      newIban: NEW_IBAN,
      letter: "We have moved our account.",
      timeout: plan.timeout,
    }),
    mark: (plan) => `Vendor ${pad(plan)} Ltd`,
    edit: { label: "", value: () => "" },
    rows: `select run_id, approved_by, decision_id, old_iban as "oldIban", new_iban as "newIban"
           from vendor_bank_changes`,
  },
  "ledger.correction": {
    task: "ledger-correction",
    prepare: async () => undefined,
    payload: (plan) => ({
      correction: {
        debit: `63${pad(plan)}`,
        credit: "1200",
        // From 10,000 on a second person has to agree.
        amount: plan.needed === 2 ? `1${pad(plan)}0.50` : `${plan.number}.50`,
        currency: "EUR",
        reason: "Booked twice.",
      },
      timeout: plan.timeout,
    }),
    mark: (plan) => `from 1200 to 63${pad(plan)}`,
    edit: { label: "Amount", value: (plan) => (plan.needed === 2 ? `2${pad(plan)}0.25` : `${plan.number}.25`) },
    rows: `select run_id, array_to_string(approved_by, ', ') as approved_by, decision_id, debit_account as debit,
             credit_account as credit, trim_scale(amount)::text as amount, currency, reason
           from ledger_corrections`,
  },
  "ledger.import": {
    task: "ledger-import",
    prepare: (database, plan) =>
      database.query("insert into ledger_imports (id, document, currency) values ($1, $2, 'EUR')", [
        subjectOf(plan),
        `4400;${plan.number}.05;one\n4401;${plan.number}.06;two`,
      ]),
    payload: (plan) => ({ importId: subjectOf(plan), timeout: plan.timeout }),
    mark: ({ number }) => ` EUR ${(number * 2).toLocaleString("en")}.11 in all`,
    edit: { label: "", value: () => "" },
    rows: `select run_id, approved_by, decision_id, id as "importId", currency
           from ledger_imports where status = 'booked'`,
  },
  "customer.refund": {
    task: "week-customer-refund",
    prepare: async () => undefined,
    payload: (plan) => ({
      refund: { customer: `Customer ${pad(plan)}`, amount: `${plan.number}.40`, currency: "EUR" },
      timeout: plan.timeout,
    }),
    mark: (plan) => `Customer ${pad(plan)}`,
    edit: { label: "Amount", value: ({ number }) => `${number}.20` },
    rows: `select run_id, approved_by, decision_id, customer, trim_scale(amount)::text as amount, currency
           from week_refunds`,
  },
  "access.grant": {
    task: "week-access-grant",
    prepare: async () => undefined,
    payload: (plan) => ({
      grant: { person: `Person ${pad(plan)}`, system: "ledger", until: "2027-03-31" },
      timeout: plan.timeout,
    }),
    mark: (plan) => `Person ${pad(plan)}`,
    edit: { label: "Until", value: () => "2026-12-31" },
    rows: "select run_id, approved_by, decision_id, person, system, until::text as until from week_grants",
  },
};

/** The tables of the two kinds that are the week's own. */
export const WEEK_TABLES = `
create table week_refunds (
  run_id text primary key,
  customer text not null,
  amount numeric(36, 18) not null,
  currency text not null,
  approved_by text not null,
  decision_id uuid not null unique
);
create table week_grants (
  run_id text primary key,
  person text not null,
  system text not null,
  until date not null,
  approved_by text not null,
  decision_id uuid not null unique
);
`;

/** The id of the invoice, vendor or import that a request is about, and its name in the report. */
export function subjectOf(plan: Pick<PlannedRequest, "number">): string {
  return `week-${pad(plan)}`;
}

/** Every row that the tasks of one environment have written. */
export async function readLedger(database: Client, environment: string): Promise<LedgerFact[]> {
  const facts: LedgerFact[] = [];
  for (const [kind, { rows }] of Object.entries(requestKinds) as [GateKind, KindOfRequest][]) {
    const found = await database.query<Record<string, string>>(rows);
    for (const {
      run_id: runId = "",
      approved_by: approvedBy = "",
      decision_id: decisionId = "",
      ...values
    } of found.rows)
      facts.push({ environment, kind, runId, approvedBy, decisionId, values });
  }
  return facts;
}

function pad({ number }: Pick<PlannedRequest, "number">): string {
  return String(number).padStart(3, "0");
}

function invoiceText(plan: PlannedRequest): string {
  return [
    `Invoice ${pad(plan)}`,
    `Payee: Supplier ${pad(plan)} GmbH`,
    `Total: EUR ${plan.number}.10`,
    "IBAN: DE89 3704 0044 0532 0130 00",
    `Reference: WEEK-${pad(plan)}`,
    "Due 2026-12-31.",
  ].join("\n");
}
