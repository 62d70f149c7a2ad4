import type { GateRequest } from "#core/envelope.ts";
import { requestMoney } from "#core/gate-tags.ts";
import type { CardView, GateRow } from "#ipc/views.ts";
import { sampleRequest } from "./sample-request.ts";

const MINUTE = 60_000;

/** A gate as the scripted main process keeps it. */
export interface SampleGate {
  readonly row: GateRow;
  card: CardView;
}

interface GateSketch {
  readonly name: string;
  readonly request?: Partial<GateRequest>;
  readonly condition?: CardView["condition"];
  readonly environmentId?: string;
  readonly minutesLeft?: number;
  readonly withoutRequest?: true;
  readonly run?: Partial<NonNullable<CardView["run"]>>;
}

/** Token ids are made of a word, so that a test can name the gate it means. */
export function tokenIdOf(name: string): string {
  return `waitpoint_${name.replaceAll("-", "").padStart(20, "0")}`;
}

export function sampleGate(sketch: GateSketch, now: number): SampleGate {
  const request = sampleRequest(sketch.request);
  const tokenId = tokenIdOf(sketch.name);
  const deadline = now + (sketch.minutesLeft ?? 42) * MINUTE;
  const money = requestMoney(request);
  const common = { tokenId, environmentId: sketch.environmentId ?? "sandbox", title: request.title };
  const createdAt = now - 3 * MINUTE;
  return {
    row: {
      ...common,
      kind: request.kind,
      urgency: request.urgency,
      ...(money !== undefined && { money }),
      approvals: { step: request.approvals.step, needed: request.approvals.needed },
      deadline,
      createdAt,
      state: "waiting",
    },
    card: {
      ...common,
      condition: sketch.condition ?? { kind: "ready" },
      ...(sketch.withoutRequest === true ? {} : { digest: digestOf(sketch.name), request }),
      createdAt,
      deadline,
      run: {
        runId: `run_${sketch.name.replaceAll("-", "").padStart(20, "0")}`,
        task: "payout-agent",
        status: "EXECUTING",
        ended: false,
        ...sketch.run,
      },
    },
  };
}

function digestOf(name: string): string {
  const hex = Array.from(name)
    .map((char) => (char.codePointAt(0) ?? 0).toString(16))
    .join("");
  return `sha256-${hex.padEnd(64, "0").slice(0, 64)}`;
}

/** One gate for every condition that a card can be in, and every kind of text that a card has to bear. */
export function everyGate(now: number): SampleGate[] {
  return [...readyGates(), ...troubledGates(now)].map((sketch) => sampleGate(sketch, now));
}

function readyGates(): GateSketch[] {
  const parameters = sampleRequest().parameters;
  return [
    { name: "acme", minutesLeft: 4.2 },
    {
      name: "production",
      environmentId: "production",
      minutesLeft: 12,
      request: {
        title: "Release the November payroll",
        urgency: "critical",
        model: "gpt-4o",
        parameters: { ...parameters, payee: "Payroll collective account", amount: "184220.17" },
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
      },
    },
    {
      name: "four-eyes",
      minutesLeft: 55,
      request: { title: "Pay Nordwind Logistik AG", approvals: { needed: 2, step: 1, previous: [] } },
    },
    {
      name: "conversation",
      minutesLeft: 130,
      request: {
        title: "Refund order 88213",
        round: 2,
        urgency: "normal",
        conversation: [
          { operator: "Jonas Weber", comment: "Which of the two invoices is this?", at: "2026-11-22T14:02:11Z" },
        ],
        verdicts: ["approve", "reject"],
      },
    },
    {
      name: "hostile",
      minutesLeft: 26,
      request: {
        title: "Pay ACME\u202EHbmG\u202C <b>now</b>\u200B and here",
        summary: "<script>alert(1)</script> <img src=x onerror=alert(1)> **not bold**",
        parameters: { ...parameters, payee: "\u0410\u0441me GmbH", iban: "DE89370400440532013001" },
      },
    },
    {
      name: "long",
      minutesLeft: 2_900,
      request: {
        title: `Reconcile ${"the ledger of a very long-named subsidiary ".repeat(6)}`.slice(0, 300),
        requestedBy: "a-very-long-agent-name-without-any-place-to-break-".repeat(4),
        parameters: { ...parameters, payee: "W".repeat(200), amount: "999999999999999999.99" },
      },
    },
    {
      name: "rtl",
      minutesLeft: 90,
      request: { title: "دفع إلى شركة النور للتجارة", parameters: { ...parameters, payee: "شركة النور للتجارة" } },
    },
    {
      name: "unverifiable",
      condition: { kind: "amount-unverifiable" },
      minutesLeft: 61,
      request: { title: "Pay an inexact amount", parameters: { ...parameters, amount: "1.250,00" } },
    },
  ];
}

function troubledGates(now: number): GateSketch[] {
  const line = '{"keyId":"0f","person":"jonas","name":"Jonas Weber","publicKey":"…"}';
  const trouble = (
    name: string,
    title: string,
    condition: CardView["condition"],
    withoutRequest?: true,
  ): GateSketch => ({
    name,
    condition,
    request: { title },
    ...(withoutRequest === true && { withoutRequest }),
  });
  return [
    trouble("loading", "A gate that just opened", { kind: "loading" }, true),
    trouble("withoutrequest", "A gate without a request", { kind: "without-request" }, true),
    trouble("withoutrun", "A gate without a run", { kind: "without-run" }, true),
    trouble("rununknown", "A gate of an unknown run", { kind: "run-unknown" }, true),
    trouble("unreadable", "A gate that cannot be read", { kind: "unreadable", issues: ["title: is missing"] }, true),
    trouble("tampered", "A tampered gate", { kind: "tampered" }),
    trouble("tagsdisagree", "A gate whose labels disagree", { kind: "tags-disagree", tags: ["title", "money"] }),
    trouble("notlisted", "A gate that does not list me", { kind: "not-listed", line }),
    trouble("orphaned", "An orphaned gate", { kind: "orphaned", runStatus: "CRASHED" }),
    trouble("payload", "A gate with a large request", { kind: "payload-unverified", bytes: 734_003 }),
    trouble("settled", "A gate that was settled", {
      kind: "settled",
      by: "Amara Okafor",
      verdict: "reject",
      settledAt: now - 5 * MINUTE,
    }),
    trouble("expired", "A gate that expired", { kind: "expired", at: now - MINUTE }),
  ];
}

/** Many ordinary gates, for the list. */
export function manyGates(count: number, now: number): SampleGate[] {
  return Array.from({ length: count }, (_, index) =>
    sampleGate({ name: `many${index}`, minutesLeft: 30 + index, request: { title: `Pay supplier ${index}` } }, now),
  );
}
