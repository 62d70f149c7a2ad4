import { assertNamesChecked } from "#app/assert-names-checked.ts";
import { assertTyped } from "#app/assert-typed.ts";
import type { Card } from "#app/card.ts";
import { assertChecked, type CheckedEdits } from "#app/checked-edits.ts";
import type { Environment } from "#app/environment.ts";
import type { AuditLog, Clock, Crypto, Outbox, Random, Signer, StoredGate } from "#app/ports.ts";
import type { AmountLimit } from "#core/amount-limit.ts";
import { effectiveDeadline } from "#core/deadline.ts";
import { signDecision, type UnsignedDecision } from "#core/decision.ts";
import { type Digest, digestOf } from "#core/digest.ts";
import { applyEdits, type Edit } from "#core/edits.ts";
import type { GateRequest, Verdict } from "#core/envelope.ts";
import { ConsoleError } from "#core/error.ts";
import { parseGateTags } from "#core/gate-tags.ts";
import type { KeyId, RunId, TokenId } from "#core/identifiers.ts";
import type { OutboxEntry, OutboxState } from "#core/outbox.ts";
import type { Payment } from "#core/payment.ts";

export interface RecordPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly crypto: Crypto;
  readonly outbox: Outbox;
  readonly audit: AuditLog;
  readonly signer: Signer;
  readonly operator: { readonly name: string; readonly keyId: KeyId };
  /** How long a decision may be undone before it is sent, milliseconds. */
  readonly undoMs: () => number;
  /** Above which amounts an approval needs the amount typed. */
  readonly limits: () => readonly AmountLimit[];
  /** The payee approved here before that the payment's could be taken for. */
  readonly resembled: (payment: Payment) => string | undefined;
}

/** What a person decided, on the request with that digest. */
export interface Intention {
  readonly tokenId: TokenId;
  readonly digest: Digest;
  readonly verdict: Verdict;
  readonly edits: readonly Edit[];
  readonly comment: string;
  /** What was typed where the amount is above its limit. */
  readonly typedAmount?: string | undefined;
  /** The payee and the account that the person says to have checked, where they could be taken for others. */
  readonly checkedNames?: readonly string[] | undefined;
}

/**
 * Puts a decision on disk, signed and audited in one transaction; when this returns it survives a power cut.
 *
 * @throws ConsoleError in words for the operator wherever it was not recorded: `gate/not-approvable`, `gate/changed`,
 * `gate/past-deadline`, `edit/refused`, `decision/invalid`, `decision/amount-not-typed`, `decision/payee-not-checked`, `decision/too-large`, `decision/duplicate`, `store/refused`.
 */
export function recordDecision(
  ports: RecordPorts,
  environment: Environment,
  card: Card,
  intention: Intention,
  checked?: CheckedEdits,
): OutboxEntry {
  const { gate } = card.booked;
  const request = decidableRequest(card, intention);
  assertTyped({ request, intention }, ports.limits());
  assertNamesChecked({ request, intention }, ports.resembled);
  const runId = gateRunId(gate);
  const deadline = effectiveDeadline(request.decideBy, gate.timeoutAt);
  if (environment.time.isPast(deadline) === true)
    throw new ConsoleError("gate/past-deadline", "The deadline has passed; the decision would arrive too late.");

  const now = ports.clock.now();
  const asked = { request, parametersDigest: card.whole?.parametersDigest };
  const decision = signDecision(unsignedDecision(ports, asked, runId, intention, now, checked), ports.signer);
  const entry: OutboxEntry = {
    decisionId: decision.decisionId,
    environmentId: environment.id,
    tokenId: gate.tokenId,
    runId,
    title: request.title,
    verdict: intention.verdict,
    requestDigest: intention.digest,
    decisionJson: JSON.stringify(decision),
    ...(deadline !== undefined && { deadline }),
    recordedAt: now,
    attempts: 0,
    status: firstState(ports, environment, deadline, now),
  };
  ports.outbox.record(entry, {
    at: now,
    kind: "decision.recorded",
    // Of a large request the log keeps what its envelope carries, whose payload digest covers the rest.
    data: {
      environmentId: environment.id,
      request: card.whole?.inline ?? request,
      decision,
      state: entry.status.state,
    },
  });
  return entry;
}

/** Conditions in which a gate cannot be approved, and can be turned down all the same. */
export const MAY_BE_TURNED_DOWN: ReadonlySet<Card["condition"]["kind"]> = new Set([
  "payload-unverified",
  "payload-loading",
  "payload-failed",
  "amount-unverifiable",
]);

function decidableRequest({ booked, condition, digest, request }: Card, intention: Intention): GateRequest {
  refuseEnded(booked.gate.status, condition);
  // Whoever has not seen the whole payload or an exact amount cannot approve it, but may well turn it down.
  const judgeable =
    condition.kind === "ready" || (intention.verdict !== "approve" && MAY_BE_TURNED_DOWN.has(condition.kind));
  if (!judgeable || request === undefined)
    throw new ConsoleError("gate/not-approvable", `This gate cannot be decided as it stands (${condition.kind}).`);
  if (digest !== intention.digest)
    throw new ConsoleError("gate/changed", "The request has changed. Read it again; nothing was recorded.");
  if (!request.verdicts.includes(intention.verdict))
    throw new ConsoleError("gate/not-approvable", `The task does not take the verdict "${intention.verdict}".`);
  return request;
}

function refuseEnded(status: StoredGate["status"], { kind }: Card["condition"]): void {
  if (kind === "loading")
    throw new ConsoleError("gate/not-approvable", "The gate is being looked at again first. Try again in a moment.");
  if (kind === "expired")
    throw new ConsoleError("gate/past-deadline", "The deadline has passed; the decision would arrive too late.");
  if (kind === "orphaned")
    throw new ConsoleError("gate/not-approvable", "The run has ended; nothing waits for this decision any more.");
  if (status !== "WAITING")
    throw new ConsoleError("gate/settled", "This gate is settled already; nothing was recorded.");
}

function unsignedDecision(
  ports: RecordPorts,
  {
    request,
    parametersDigest: known,
  }: { readonly request: GateRequest; readonly parametersDigest: Digest | undefined },
  runId: RunId,
  intention: Intention,
  now: number,
  checked: CheckedEdits | undefined,
): UnsignedDecision {
  const common = {
    version: 1,
    decisionId: ports.random.uuid(now),
    tokenId: intention.tokenId,
    runId,
    requestDigest: intention.digest,
    decidedAt: new Date(now).toISOString(),
    operator: ports.operator,
    auditHead: ports.audit.head(),
  } as const;
  const comment = intention.comment.trim();
  if (intention.verdict !== "approve") return { ...common, verdict: intention.verdict, comment };
  const parameters = applyEdits(request.parameters, intention.edits, request.editable);
  // Hashing 10 MB again would hold up the click.
  const parametersDigest =
    known !== undefined && intention.edits.length === 0 ? known : digestOf(parameters, ports.crypto);
  if (intention.edits.length > 0) assertChecked(checked, intention.digest, parametersDigest);
  return {
    ...common,
    verdict: "approve",
    edits: [...intention.edits],
    parametersDigest,
    ...(comment !== "" && { comment }),
  };
}

// No hold where it would eat the time that is left: better sent at once than undoable and late.
function firstState(
  ports: RecordPorts,
  environment: Environment,
  deadline: number | undefined,
  now: number,
): OutboxState {
  const undoMs = ports.undoMs();
  const nearDeadline = deadline !== undefined && environment.time.isPast(deadline - undoMs) === true;
  return undoMs > 0 && !nearDeadline
    ? { state: "held", until: now + undoMs }
    : { state: "queued", reason: "first", nextAttemptAt: now };
}

/** @throws ConsoleError `gate/not-approvable` for a token whose tags name no run. */
function gateRunId(gate: Pick<StoredGate, "tags">): RunId {
  const { runId } = parseGateTags(gate.tags);
  if (runId === undefined)
    throw new ConsoleError("gate/not-approvable", "The token does not say which run it belongs to.");
  return runId;
}
