import type { GateRequest } from "#core/envelope.ts";
import type { DecisionView, LogLine, SessionView } from "#ipc/views.ts";
import { type SampleGate, sampleGate, tokenIdOf } from "#test/web/sample-gates.ts";
import { sampleRequest } from "#test/web/sample-request.ts";

/** A Tuesday morning in Berlin: every picture is taken at this instant. */
export const MORNING = Date.parse("2026-11-24T09:41:00+01:00");

const MINUTE = 60_000;

/** A queue as it is on an ordinary morning: two projects, one of them production, most of it quiet. */
export function morningQueue(): SampleGate[] {
  return [
    gate("payroll", 4.2, "production", {
      title: "Release the November payroll",
      kind: "payroll.release",
      urgency: "critical",
      summary: "Net pay of 41 people for November. The total is 0.8 % above October: two people joined.",
      requestedBy: "payroll-agent",
      model: "gpt-4o",
      parameters: payment("Payroll collective account", "DE02100100100006820101", "184220.17", "PAY 2026-11"),
      effect: "Releases the collective order to the bank; it is executed today.",
      rollback: "Nothing leaves the account. The payroll stays in preparation.",
      approvals: {
        needed: 2,
        step: 2,
        previous: [
          {
            tokenId: tokenIdOf("earlier"),
            person: "Amara Okafor",
            keyId: "0".repeat(32),
            decisionId: "01938c1e-7c6e-7a55-8f3a-6a0b5a1c9d10",
          },
        ],
      },
    }),
    gate("acme", 12, "sandbox", {}),
    gate("imitation", 26, "sandbox", {
      title: "Pay Nordwind Logistik AG",
      summary: "Freight for October, three invoices in one. <b>Approve today</b> to keep the discount\u200B.",
      parameters: payment("\u041Dordwind L\u043Egistik AG", "DE89370400440532013001", "8940.50", "RE 44871"),
    }),
    gate("bank-change", 38, "production", {
      title: "Change the bank account of Lindner & Co",
      kind: "vendor.bank-change",
      urgency: "normal",
      approvals: { needed: 2, step: 1, previous: [] },
    }),
    gate("refund", 55, "sandbox", {
      title: "Refund order 88213",
      kind: "refund.create",
      urgency: "normal",
      parameters: payment("Yusuf Adeyemi", "GB29NWBK60161331926819", "129.90", "Order 88213"),
    }),
    gate("ledger", 180, "sandbox", {
      title: "Close ledger 2026-10",
      kind: "ledger.correction",
      urgency: "low",
      approvals: { needed: 1, step: 1, previous: [] },
    }),
    gate("arabic", 1_500, "sandbox", {
      title: "دفع إلى شركة النور للتجارة",
      urgency: "normal",
      parameters: payment("شركة النور للتجارة", "AE070331234567890123456", "3120.00", "INV 5521"),
    }),
    gate("long", 2_900, "sandbox", {
      title:
        "Reconcile the ledger of Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH",
      kind: "ledger.import",
      urgency: "normal",
    }),
  ];
}

/** The morning's queue with one gate that is not as it should be. */
export function queueWith(condition: SampleGate["card"]["condition"]): SampleGate[] {
  return morningQueue().map((one) =>
    one.row.tokenId === tokenIdOf("acme") ? { ...one, card: { ...one.card, condition } } : one,
  );
}

/** A decision about the ACME gate, in this state. */
export function decisionOn(status: DecisionView["status"], change: Partial<DecisionView> = {}): DecisionView {
  return {
    decisionId: "01938c1e-7c6e-7a55-8f3a-0000000000aa",
    tokenId: tokenIdOf("acme"),
    environmentId: "sandbox",
    title: "Pay ACME GmbH",
    verdict: "approve",
    recordedAt: MORNING - 2 * MINUTE,
    attempts: 1,
    status,
    can: [],
    ...change,
  };
}

/** What an agent logs on its way to the gate, colours included. */
export function sampleLog(): LogLine[] {
  const lines: [LogLine["level"], string][] = [
    ["info", "\u001b[36mpayout-agent\u001b[0m reads invoice inv-2026-1107"],
    ["info", "Supplier ACME GmbH found, 2 earlier payments"],
    ["info", "Order 4500017: amount \u001b[32magrees\u001b[0m (1,250.00 EUR)"],
    ["warn", "\u001b[33mDue date is tomorrow\u001b[0m"],
    ["info", "Waiting for a decision"],
  ];
  return lines.map(([level, message], index) => ({
    id: `line${index}`,
    at: MORNING - 210_000 + index * 640,
    level,
    message,
  }));
}

function gate(name: string, minutesLeft: number, environmentId: string, request: Partial<GateRequest>): SampleGate {
  return sampleGate({ name, minutesLeft, environmentId, request }, MORNING);
}

function payment(payee: string, iban: string, amount: string, reference: string): GateRequest["parameters"] {
  return { ...sampleRequest().parameters, payee, iban, amount, reference };
}

/** An operator with a key as keys look. */
export function operatorOfTheDay(): SessionView["operator"] {
  const key = { keyId: "7f3c1be2a9d84c0f96e15d20b8a4713e", publicKey: "mJ4vX2qLr8Tn0ZbGf5yKc7Hs1WdQe9UaPo3RiVxYk6M" };
  const line = JSON.stringify({
    keyId: key.keyId,
    person: "jonas.weber",
    name: "Jonas Weber",
    publicKey: key.publicKey,
  });
  return { ...key, name: "Jonas Weber", line };
}
