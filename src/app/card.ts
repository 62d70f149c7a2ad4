import type { Environment } from "#app/environment.ts";
import type { BookedGate } from "#app/gate-book.ts";
import type { Clock, Crypto } from "#app/ports.ts";
import type { PayloadProblem, PayloadProgress } from "#app/read-payload.ts";
import { assessEnvelope, type EnvelopeAssessment, ENVELOPE_GRACE_MS } from "#core/assess-gate.ts";
import { effectiveDeadline } from "#core/deadline.ts";
import type { Digest } from "#core/digest.ts";
import type { GateRequest, Verdict } from "#core/envelope.ts";
import { requestMoney } from "#core/gate-tags.ts";
import { type Operator, operatorLine } from "#core/operators.ts";

/** Whether a card can be decided and, if not, why; each kind has its own words on screen. */
type CardCondition =
  | {
      readonly kind:
        | "ready"
        | "loading"
        | "without-request"
        | "without-run"
        | "run-unknown"
        | "tampered"
        | "amount-unverifiable";
    }
  | { readonly kind: "unreadable"; readonly issues: string[] }
  | { readonly kind: "tags-disagree"; readonly tags: string[] }
  | { readonly kind: "not-listed"; readonly line: string }
  | { readonly kind: "orphaned"; readonly runStatus: string }
  | { readonly kind: "payload-unverified"; readonly bytes: number }
  | { readonly kind: "payload-loading"; readonly bytes: number; readonly received: number }
  | {
      readonly kind: "payload-failed";
      readonly bytes: number;
      readonly problem: PayloadProblem;
      readonly detail: string;
    }
  | { readonly kind: "settled"; readonly by: string; readonly verdict?: Verdict; readonly settledAt?: number }
  | { readonly kind: "expired"; readonly at?: number };

/** A gate judged as it stands now. */
export interface Card {
  readonly booked: BookedGate;
  readonly condition: CardCondition;
  /** All of it, once it is proved; until then what its envelope carries. */
  readonly request: GateRequest | undefined;
  /** Of the envelope's request, which covers the digest of a large one. */
  readonly digest: Digest | undefined;
  readonly deadline: number | undefined;
  /** Where the request was too large for its envelope and is proved. */
  readonly whole?: WholeCard;
}

/** What a proved large request has besides itself. */
interface WholeCard {
  /** The request as its envelope carries it: small, and named by the card's digest. */
  readonly inline: GateRequest;
  readonly parametersDigest: Digest;
}

export interface CardPorts {
  readonly clock: Clock;
  readonly crypto: Crypto;
  /** Whom this console decides for, as the task's author would list them. */
  readonly operator: () => Operator;
  /** How the large request under that envelope's digest stands; undefined where nobody reads it. */
  readonly payloadProgress: (digest: Digest) => PayloadProgress | undefined;
}

export function assessCard(ports: CardPorts, environment: Environment, booked: BookedGate): Card {
  const { gate, tags } = booked;
  const envelope: EnvelopeAssessment =
    tags.runId === undefined
      ? { kind: "missing" }
      : assessEnvelope(gate.envelope, {
          tags: gate.tags,
          runId: tags.runId,
          keyId: ports.operator().keyId,
          crypto: ports.crypto,
        });
  const inline = "request" in envelope ? envelope.request : undefined;
  const digest = "digest" in envelope ? envelope.digest : undefined;
  const progress = inline?.payload === undefined || digest === undefined ? undefined : ports.payloadProgress(digest);
  const deadline = effectiveDeadline(inline?.decideBy ?? tags.decideBy, gate.timeoutAt);
  const condition = conditionOf(ports, environment, booked, envelope, deadline);
  const card: Card = { booked, request: inline, digest, deadline, condition };
  if (inline === undefined || progress === undefined) return card;
  if (progress.kind !== "whole") return { ...card, condition: withProgress(condition, progress) };
  const { request, ...whole } = progress.whole;
  return { ...card, request, whole: { inline, ...whole }, condition: whenProved(condition, request) };
}

function withProgress(condition: CardCondition, progress: Exclude<PayloadProgress, { kind: "whole" }>): CardCondition {
  if (condition.kind !== "payload-unverified") return condition;
  const { bytes } = condition;
  return progress.kind === "loading"
    ? { kind: "payload-loading", bytes, received: progress.received }
    : { kind: "payload-failed", bytes, problem: progress.problem, detail: progress.detail };
}

function whenProved(condition: CardCondition, request: GateRequest): CardCondition {
  if (condition.kind !== "payload-unverified") return condition;
  const isVague = request.money !== undefined && requestMoney(request) === undefined;
  return { kind: isVague ? "amount-unverifiable" : "ready" };
}

function conditionOf(
  ports: CardPorts,
  environment: Environment,
  { gate, tags }: BookedGate,
  envelope: EnvelopeAssessment,
  deadline: number | undefined,
): CardCondition {
  const settledAt = gate.settledAt !== undefined ? { settledAt: gate.settledAt } : {};
  if (gate.status === "TIMED_OUT")
    return { kind: "expired", ...(gate.timeoutAt !== undefined && { at: gate.timeoutAt }) };
  if (gate.status === "COMPLETED") return { kind: "settled", by: gate.settledBy ?? "", ...settledAt };
  if (tags.runId === undefined) return { kind: "without-run" };
  // Before the run's end: a run that ended because nobody decided in time left no orphan.
  if (environment.time.isPast(deadline) === true)
    return { kind: "expired", ...(deadline !== undefined && { at: deadline }) };
  if (gate.run?.ended !== undefined) return { kind: "orphaned", runStatus: gate.run.status };
  switch (envelope.kind) {
    case "ready":
    case "tampered":
    case "amount-unverifiable":
      return { kind: envelope.kind };
    case "unreadable":
      return { kind: "unreadable", issues: [...envelope.issues] };
    case "tags-disagree":
      return { kind: "tags-disagree", tags: [...envelope.tags] };
    case "not-listed":
      return { kind: "not-listed", line: operatorLine(ports.operator()) };
    case "payload-unverified":
      return { kind: "payload-unverified", bytes: envelope.bytes };
    case "settled":
      return { kind: "settled", by: "task", ...settledAt };
    case "missing":
      if (gate.run?.status === "NOT_FOUND") return { kind: "run-unknown" };
      return { kind: isStillLoading(ports, gate.firstSeenAt) ? "loading" : "without-request" };
  }
}

// Counted from when this machine first saw it: neither a wrong clock nor a night offline makes a late envelope "without request" at once.
function isStillLoading(ports: CardPorts, firstSeenAt: number): boolean {
  const waited = ports.clock.now() - firstSeenAt;
  return waited >= 0 && waited < ENVELOPE_GRACE_MS;
}
