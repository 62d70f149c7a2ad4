/** The six kinds of gates: four of the project's own tasks, two of the week's. */
export type GateKind =
  | "payout.create"
  | "vendor.bank-change"
  | "ledger.correction"
  | "ledger.import"
  | "customer.refund"
  | "access.grant";

/** What a request comes to. */
export type Outcome = "approved" | "rejected" | "expired";

/** What each kind's task answers where it was approved. */
export const taskOutcomes: Readonly<Record<GateKind, string>> = {
  "payout.create": "paid",
  "vendor.bank-change": "changed",
  "ledger.correction": "booked",
  "ledger.import": "booked",
  "customer.refund": "refunded",
  "access.grant": "granted",
};

export type OperatorName = "Ada" | "Grace";

/** One decision that somebody takes at a window. */
export interface Step {
  readonly by: OperatorName;
  readonly verdict: "approve" | "reject" | "respond";
  /** Written into the one field of the card that every kind lets a person change. */
  readonly edits?: true;
}

/** One run that asks, and who decides what about it, in that order. */
export interface PlannedRequest {
  readonly kind: GateKind;
  readonly number: number;
  readonly steps: readonly Step[];
  readonly ends: Outcome;
  /** How many persons have to approve. */
  readonly needed: 1 | 2;
  readonly timeout: string;
}

/** A request without its number. */
export type Template = Omit<PlannedRequest, "number" | "timeout">;

export const A_LONG_TIME = "2h";

const ada = (verdict: Step["verdict"]): Step => ({ by: "Ada", verdict });
const grace = (verdict: Step["verdict"]): Step => ({ by: "Grace", verdict });
const edited = (step: Step): Step => ({ ...step, edits: true });

function template(kind: GateKind, needed: 1 | 2, ...steps: Step[]): Template {
  const ends = steps.at(-1)?.verdict === "reject" ? "rejected" : steps.length === 0 ? "expired" : "approved";
  return { kind, needed, steps, ends };
}

/** Everything that two persons do on an ordinary day: approve, edit, reject, ask, and look twice. */
export const ordinaryDay: readonly Template[] = [
  template("vendor.bank-change", 2, ada("approve"), grace("approve")),
  template("payout.create", 1, edited(grace("approve"))),
  template("customer.refund", 1, grace("respond"), ada("approve")),
  template("ledger.import", 1, ada("approve")),
  template("access.grant", 1, ada("reject")),
  template("ledger.correction", 2, grace("approve"), ada("approve")),
  template("payout.create", 1, ada("respond"), edited(ada("approve"))),
  template("access.grant", 1, edited(grace("approve"))),
  template("payout.create", 2, grace("approve"), ada("approve")),
  template("ledger.import", 1, grace("reject")),
  template("customer.refund", 1, edited(ada("approve"))),
  template("vendor.bank-change", 2, grace("reject")),
  template("ledger.correction", 1, edited(ada("approve"))),
  template("payout.create", 1, ada("approve")),
  template("ledger.correction", 2, edited(ada("approve")), grace("approve")),
];

/** One gate each, decided at once by whoever is named. */
export const quickRound: readonly Template[] = [
  template("payout.create", 1, ada("approve")),
  template("customer.refund", 1, grace("approve")),
  template("access.grant", 1, edited(ada("approve"))),
  template("ledger.import", 1, grace("approve")),
  template("ledger.correction", 1, ada("reject")),
  template("payout.create", 1, edited(grace("approve"))),
];

/** One gate each that nobody decides. */
export const leftAlone: readonly Template[] = [
  template("customer.refund", 1),
  template("payout.create", 1),
  template("ledger.import", 1),
  template("access.grant", 1),
];

/** The same templates with everything done by that one person. */
export function allBy(by: OperatorName, templates: readonly Template[]): Template[] {
  return templates.map((one) => ({ ...one, steps: one.steps.map((step) => ({ ...step, by })) }));
}

/** How many gates a request opens: each decision was asked for by one, and one that nobody decides is one too. */
function gatesOf({ steps }: Pick<PlannedRequest, "steps">): number {
  return Math.max(1, steps.length);
}

/** Numbers requests through the whole week, so that every gate has words of its own. */
export function createPlanner() {
  let number = 0;
  return {
    /** The next requests of that list, from its beginning and over again, until they open exactly that many gates. */
    fill(templates: readonly Template[], gates: number, timeout = A_LONG_TIME): PlannedRequest[] {
      const plans: PlannedRequest[] = [];
      let left = gates;
      for (let index = 0; left > 0; index += 1) {
        const next = templates[index % templates.length];
        if (next === undefined) break;
        if (gatesOf(next) > left) continue;
        number += 1;
        plans.push({ ...next, number, timeout });
        left -= gatesOf(next);
      }
      return plans;
    },
  };
}
