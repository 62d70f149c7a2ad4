import type { GateRequest } from "#core/envelope.ts";
import { request } from "#test/console/gates.ts";
import { type JobInvoice, makeInvoices } from "#test/mainjob/invoices.ts";

/** What happens to a gate behind the console's back, once a decision on it was taken while the network was cut. */
export type Fate = "left-alone" | "rival-decides" | "deadline-passes" | "request-changes";

interface GatePlan {
  readonly title: string;
  readonly fate: Fate;
  readonly verdict: "approve" | "reject";
}

/** A gate that a real run of the payout agent opens: its decision ends as a row or as none. */
interface PayoutPlan extends GatePlan {
  readonly kind: "payout";
  readonly invoice: JobInvoice;
}

/** A gate that the sandbox writes directly: its token is all there is. */
interface WrittenPlan extends GatePlan {
  readonly kind: "written";
  readonly request: GateRequest;
  readonly timeout: string;
}

export type PlannedGate = PayoutPlan | WrittenPlan;

/** How long a gate waits whose deadline is to pass while the network is cut. */
export const SHORT_TIMEOUT_MS = 30_000;
const LONG_TIMEOUT = "2h";

/** In every ten gates: three payouts by real runs, two rivals, one deadline, one changed request, two rejections. */
const PATTERN: readonly Pick<PlannedGate, "kind" | "fate" | "verdict">[] = [
  { kind: "payout", fate: "left-alone", verdict: "approve" },
  { kind: "written", fate: "left-alone", verdict: "approve" },
  { kind: "written", fate: "rival-decides", verdict: "approve" },
  { kind: "payout", fate: "rival-decides", verdict: "approve" },
  { kind: "written", fate: "left-alone", verdict: "reject" },
  { kind: "written", fate: "request-changes", verdict: "approve" },
  { kind: "payout", fate: "left-alone", verdict: "reject" },
  { kind: "written", fate: "left-alone", verdict: "approve" },
  { kind: "written", fate: "deadline-passes", verdict: "approve" },
  { kind: "written", fate: "left-alone", verdict: "approve" },
];

/** That many gates, each with a title of its own. */
export function planGates(count: number): PlannedGate[] {
  const invoices = makeInvoices(count);
  return Array.from({ length: count }, (_, index): PlannedGate => {
    const { kind, fate, verdict } = PATTERN[index % PATTERN.length] ?? LEFT_ALONE;
    const invoice = invoices[index];
    if (kind === "payout" && invoice !== undefined) return { kind, fate, verdict, invoice, title: invoice.title };
    const payee = `Client ${String(index + 1).padStart(3, "0")} Ltd`;
    return writtenPlan(fate, verdict, payee);
  });
}

const LEFT_ALONE = { kind: "written", fate: "left-alone", verdict: "approve" } as const;

function writtenPlan(fate: Fate, verdict: GatePlan["verdict"], payee: string): WrittenPlan {
  const title = `Pay ${payee}`;
  return {
    kind: "written",
    title,
    fate,
    verdict,
    request: request({ title, parameters: { payee, amount: "1250.00", currency: "EUR" } }),
    timeout: fate === "deadline-passes" ? `${SHORT_TIMEOUT_MS / 1_000}s` : LONG_TIMEOUT,
  };
}
