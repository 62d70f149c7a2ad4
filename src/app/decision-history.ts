import type { Clock, Outbox, StoredGate } from "#app/ports.ts";
import type { Decision } from "#core/decision.ts";
import { Envelope, type GateRequest } from "#core/envelope.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import { findResembled, type PastDecision, type PaymentHistory, presentHistory } from "#core/payment-history.ts";
import { type Payment, paymentOf } from "#core/payment.ts";

/** Decisions that are looked back on; older ones are in the audit log. */
const REMEMBERED = 1_000;

interface HistoryPorts {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly gateOf: (tokenId: TokenId) => StoredGate | undefined;
  /** The start of the day that holds this instant, where the operator is. */
  readonly midnight: (now: number) => number;
}

/** What was decided on this machine before; read from the disk once, when the first card asks, and kept up to date. */
export function createDecisionHistory({ clock, outbox, gateOf, midnight }: HistoryPorts) {
  /** By decision, oldest first. */
  let known: Map<string, PastDecision> | undefined;

  function past(): Map<string, PastDecision> {
    known ??= new Map(
      outbox
        .recent(REMEMBERED)
        .toReversed()
        .map((entry) => [entry.decisionId, pastDecision(entry, decidedRequest(gateOf(entry.tokenId)))]),
    );
    return known;
  }

  return {
    recorded: (entry: OutboxEntry, request: GateRequest | undefined): void => {
      known?.set(entry.decisionId, pastDecision(entry, request));
    },
    moved: ({ decisionId, status }: OutboxEntry): void => {
      const decision = known?.get(decisionId);
      if (decision !== undefined) known?.set(decisionId, { ...decision, state: status.state });
    },
    /** A payee approved here before that the payment's could be taken for. */
    resembled: ({ tokenId, environmentId }: StoredGate, payment: Payment): string | undefined =>
      findResembled({ tokenId, environmentId, payment }, [...past().values()].toReversed()),
    /** What this machine remembers about the gate and the payee of that request. */
    about: (gate: StoredGate, request: GateRequest): PaymentHistory => {
      const now = clock.now();
      return presentHistory(
        {
          tokenId: gate.tokenId,
          environmentId: gate.environmentId,
          gate: request.gate,
          payment: paymentOf(request),
        },
        [...past().values()].toReversed(),
        { now, midnight: midnight(now) },
      );
    },
  };
}

function decidedRequest(gate: StoredGate | undefined): GateRequest | undefined {
  const envelope = Envelope.safeParse(gate?.decidedOn ?? gate?.envelope);
  return envelope.success ? envelope.data.request : undefined;
}

function pastDecision(entry: OutboxEntry, request: GateRequest | undefined): PastDecision {
  // Our own bytes from our own disk: parsed when they were made.
  const decision = JSON.parse(entry.decisionJson) as Decision;
  const payment =
    request === undefined ? undefined : paymentOf(request, decision.verdict === "approve" ? decision.edits : []);
  return {
    tokenId: entry.tokenId,
    environmentId: entry.environmentId,
    gate: request?.gate ?? "",
    title: entry.title,
    verdict: entry.verdict,
    state: entry.status.state,
    at: entry.recordedAt,
    ...(payment !== undefined && { payment }),
  };
}
