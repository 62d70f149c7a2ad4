import type { Environment } from "#app/environment.ts";
import type { AuditEvent, Clock, Crypto, GateStore, Outbox, Random, Run, Token } from "#app/ports.ts";
import { assessEnvelope, envelopeOf } from "#core/assess-gate.ts";
import { backoffDelay, confirmDelay, rateLimitDelay } from "#core/backoff.ts";
import { ConsoleError, type ErrorCode, errorCodeOf } from "#core/error.ts";
import type { KeyId } from "#core/identifiers.ts";
import type { OutboxEntry, OutboxState, ParkReason, QueueReason } from "#core/outbox.ts";
import { provenOutcome } from "#core/settlement.ts";

/** A send that has not come back by then is taken up again. */
export const LEASE_MS = 15_000;
/** How long a token may go on reading WAITING after a 2xx: the vendor reads from a replica. */
export const REPLICA_LAG_MS = 60_000;
const NOT_FOUND_RECHECK_MS = 30_000;
const KEY_PROBE_MS = 60_000;
/** A parked decision that the server may hold already is still looked at, so that the truth reaches the screen. */
const PARKED_LOOK_MS = 60_000;

export interface DeliveryPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly crypto: Crypto;
  readonly outbox: Outbox;
  readonly store: GateStore;
  readonly keyId: () => KeyId;
}

/** What one step made of an entry, and in how many milliseconds it wants the next one (undefined: never by itself). */
export interface StepResult {
  readonly entry: OutboxEntry;
  readonly again: number | undefined;
}

/**
 * One step on the way of a decision (house.md "The way of a decision", 4 and 5): a queued entry is re-validated and
 * sent, a confirming or possibly sent one is read back. Every change is on disk before the next byte leaves.
 */
export async function deliverStep(
  ports: DeliveryPorts,
  environment: Environment,
  entry: OutboxEntry,
): Promise<StepResult> {
  switch (entry.status.state) {
    case "queued":
      return sendStep(ports, environment, entry);
    case "confirming":
    case "parked":
      return lookStep(ports, environment, entry);
    case "held":
    case "sending":
    case "withdrawn":
    case "delivered":
    case "superseded":
    case "expired":
      return { entry, again: undefined };
  }
}

async function sendStep(ports: DeliveryPorts, environment: Environment, entry: OutboxEntry): Promise<StepResult> {
  if (environment.time.isPast(entry.deadline) === true && entry.attempts === 0)
    return settle(ports, environment, entry, {
      state: "expired",
      cause: "never-sent",
      expiredAt: serverNow(ports, environment),
    });

  let token: Token;
  let run: Run;
  try {
    [token, run] = await Promise.all([
      environment.gateway.retrieveToken(entry.tokenId),
      environment.gateway.retrieveRun(entry.runId),
    ]);
  } catch (error) {
    return requeueAfter(ports, environment, entry, error, false);
  }
  environment.link.succeeded();

  const outcome = provenOutcome(entry, token, serverNow(ports, environment));
  if (outcome !== undefined) return settle(ports, environment, entry, outcome);

  // Asked again only now: the two reads have just taught the clock, and may have taken long.
  const past = environment.time.isPast(entry.deadline);
  if (past === undefined) return { entry, again: backoffDelay(0, ports.random.fraction()) };
  if (past && entry.attempts === 0)
    return settle(ports, environment, entry, {
      state: "expired",
      cause: "never-sent",
      expiredAt: serverNow(ports, environment),
    });
  // An earlier attempt may still have landed: only the token's own end tells, so it is watched and nothing is sent.
  if (past) return { entry, again: backoffDelay(2, ports.random.fraction()) };

  const objection = objectionTo(ports, entry, token, run);
  if (objection !== undefined) return park(ports, entry, objection.reason, objection.detail);

  const sending = move(
    ports,
    entry,
    { status: { state: "sending", leaseExpiresAt: ports.clock.now() + LEASE_MS }, attempt: true },
    "decision.sending",
  );
  try {
    await environment.gateway.completeToken(entry.tokenId, entry.decisionJson);
  } catch (error) {
    const current = stillLeased(ports, sending);
    const missedBefore = entry.status.state === "queued" && entry.status.reason === "not-visible";
    return current === undefined
      ? { entry: sending, again: undefined }
      : requeueAfter(ports, environment, current, error, missedBefore);
  }
  const current = stillLeased(ports, sending);
  if (current === undefined) return { entry: sending, again: undefined };
  const now = ports.clock.now();
  return lookStep(
    ports,
    environment,
    move(ports, current, { status: { state: "confirming", acceptedAt: now, nextLookAt: now } }, "decision.accepted"),
  );
}

async function lookStep(ports: DeliveryPorts, environment: Environment, entry: OutboxEntry): Promise<StepResult> {
  let token: Token | undefined;
  try {
    token = await environment.gateway.retrieveToken(entry.tokenId);
    environment.link.succeeded();
  } catch (error) {
    noteFailure(ports, environment, error);
  }
  const outcome = token && provenOutcome(entry, token, serverNow(ports, environment));
  if (outcome !== undefined) return settle(ports, environment, entry, outcome);
  if (entry.status.state !== "confirming") return { entry, again: entry.attempts > 0 ? PARKED_LOOK_MS : undefined };

  const now = ports.clock.now();
  const waited = now - entry.status.acceptedAt;
  if (waited >= 0 && waited < REPLICA_LAG_MS) {
    const delay = confirmDelay(Math.floor(Math.log2(waited / 50 + 1)));
    return { entry, again: delay };
  }
  // The same bytes go again: first write wins, so sending twice can only make true what the 2xx claimed.
  return queue(ports, entry, "uncertain", 0);
}

/** Why this decision must not be sent as things stand now, or undefined where nothing has changed. */
function objectionTo(
  ports: DeliveryPorts,
  entry: OutboxEntry,
  token: Token,
  run: Run,
): { reason: ParkReason; detail: string } | undefined {
  if (run.ended !== undefined)
    return { reason: "run-ended", detail: `The run has ended (${run.status}); its token still waits.` };
  const envelope = assessEnvelope(envelopeOf(run.metadata, entry.tokenId), {
    tags: token.tags,
    runId: entry.runId,
    keyId: ports.keyId(),
    crypto: ports.crypto,
  });
  switch (envelope.kind) {
    case "ready":
    case "payload-unverified":
      break;
    case "not-listed":
      return { reason: "not-listed", detail: "The task no longer lists your key." };
    case "missing":
    case "settled":
      return { reason: "request-missing", detail: "The run no longer carries this gate's request." };
    case "unreadable":
    case "tampered":
    case "tags-disagree":
      return { reason: "request-changed", detail: `The request is not what you decided on (${envelope.kind}).` };
  }
  if (envelope.digest !== entry.requestDigest)
    return { reason: "request-changed", detail: "The request has changed since you decided." };
  if (!envelope.request.verdicts.includes(entry.verdict))
    return { reason: "verdict-not-offered", detail: `The task does not take the verdict "${entry.verdict}".` };
  return undefined;
}

function requeueAfter(
  ports: DeliveryPorts,
  environment: Environment,
  entry: OutboxEntry,
  error: unknown,
  missedBefore: boolean,
): StepResult {
  noteFailure(ports, environment, error);
  const code = errorCodeOf(error);
  const detail = error instanceof Error ? error.message : "Unknown failure.";
  const jitter = ports.random.fraction();
  switch (code) {
    case "gateway/not-found":
      // A token may be new to the server that was asked: one more look before a person is needed.
      return missedBefore
        ? park(ports, entry, "unknown-token", detail)
        : queue(ports, entry, "not-visible", NOT_FOUND_RECHECK_MS);
    case "gateway/refused":
      return park(ports, entry, "refused", detail);
    case "gateway/redirected":
      return park(ports, entry, "redirected", detail);
    case "gateway/rate-limited":
      return queue(
        ports,
        entry,
        "rate-limited",
        rateLimitDelay(retryAtOf(error), serverNow(ports, environment), jitter),
      );
    default:
      return queue(ports, entry, queueReasons[code] ?? "uncertain", backoffDelay(environment.link.failures(), jitter));
  }
}

const queueReasons: Partial<Record<ErrorCode, QueueReason>> = {
  "gateway/unreachable": "offline",
  "gateway/unauthorized": "unauthorized",
  "gateway/forbidden": "unauthorized",
  "gateway/intercepted": "intercepted",
};

/** Closes the environment's link where the failure is the environment's and not this entry's. */
export function noteFailure(
  ports: Pick<DeliveryPorts, "clock" | "random">,
  environment: Environment,
  error: unknown,
): void {
  const code = errorCodeOf(error);
  const message = error instanceof Error ? error.message : "Unknown failure.";
  const now = ports.clock.monotonic();
  const jitter = ports.random.fraction();
  if (code === "gateway/unauthorized" || code === "gateway/forbidden")
    environment.link.refused(message, now + KEY_PROBE_MS * (0.75 + jitter / 2));
  else if (code === "gateway/unreachable" || code === "gateway/intercepted")
    environment.link.failed(message, now + backoffDelay(environment.link.failures(), jitter));
  else if (code === "gateway/rate-limited") {
    const server = environment.time.read()?.now ?? ports.clock.now();
    environment.link.failed(message, now + rateLimitDelay(retryAtOf(error), server, jitter));
  }
}

function retryAtOf(error: unknown): number | undefined {
  return error instanceof ConsoleError ? error.retryAt : undefined;
}

// A lease that ran out was taken up by a later pass; what this pass hears then is no longer its to write.
function stillLeased(ports: DeliveryPorts, leased: OutboxEntry): OutboxEntry | undefined {
  const current = ports.outbox.find(leased.decisionId);
  return current?.status.state === "sending" && current.attempts === leased.attempts ? current : undefined;
}

function settle(ports: DeliveryPorts, environment: Environment, entry: OutboxEntry, status: OutboxState): StepResult {
  const settled = move(ports, entry, { status }, `decision.${status.state}`);
  const gate = ports.store.find(entry.tokenId);
  if (gate?.status === "WAITING")
    ports.store.save([
      {
        ...gate,
        status: status.state === "expired" ? "TIMED_OUT" : "COMPLETED",
        settledAt: serverNow(ports, environment),
        settledBy: settledBy(status),
      },
    ]);
  return { entry: settled, again: undefined };
}

function settledBy(status: OutboxState): string {
  if (status.state === "delivered") return "you";
  return status.state === "superseded" ? (status.winner.name ?? status.winner.who) : "nobody";
}

function park(ports: DeliveryPorts, entry: OutboxEntry, reason: ParkReason, detail: string): StepResult {
  const parked = move(
    ports,
    entry,
    { status: { state: "parked", reason, detail: detail.slice(0, 2_000), parkedAt: ports.clock.now() } },
    "decision.parked",
  );
  return { entry: parked, again: parked.attempts > 0 ? PARKED_LOOK_MS : undefined };
}

function queue(ports: DeliveryPorts, entry: OutboxEntry, reason: QueueReason, delay: number): StepResult {
  const status: OutboxState = { state: "queued", reason, nextAttemptAt: ports.clock.now() + delay };
  // The same state for the same reason is no news: the log would fill up with a night offline.
  const current = ports.outbox.find(entry.decisionId)?.status;
  if (current?.state === "queued" && current.reason === reason) return { entry, again: delay };
  return { entry: move(ports, entry, { status }, "decision.queued"), again: delay };
}

function move(
  ports: DeliveryPorts,
  entry: OutboxEntry,
  change: { readonly status: OutboxState; readonly attempt?: true },
  kind: string,
): OutboxEntry {
  const event: AuditEvent = {
    at: ports.clock.now(),
    kind,
    data: { decisionId: entry.decisionId, tokenId: entry.tokenId, ...change.status },
  };
  return ports.outbox.move(entry.decisionId, change, event);
}

function serverNow(ports: Pick<DeliveryPorts, "clock">, environment: Environment): number {
  return environment.time.read()?.now ?? ports.clock.now();
}
