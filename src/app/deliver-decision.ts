import {
  type DeliveryPorts,
  type DeliveryStep,
  isUntouched,
  leave,
  move,
  park,
  PARKED_LOOK_MS,
  queue,
  serverNow,
  settle,
  type StepResult,
  tryAgain,
} from "#app/delivery-step.ts";
import type { Environment } from "#app/environment.ts";
import { afterFailure, hasLookedTwice, SECOND_LOOK_MS } from "#app/failed-call.ts";
import { noteFailure } from "#app/link-failure.ts";
import type { Run, Token } from "#app/ports.ts";
import { objectionTo } from "#app/request-objection.ts";
import { confirmDelay } from "#core/backoff.ts";
import { mayHaveReachedServer, type OutboxEntry } from "#core/outbox.ts";
import { provenOutcome } from "#core/settlement.ts";

/** A send that has not come back by then is taken up again. */
const LEASE_MS = 15_000;
/** How long a token may go on reading WAITING after a 2xx: the vendor reads from a replica. */
export const REPLICA_LAG_MS = 60_000;

/**
 * One step on the way of a decision (house.md "The way of a decision", 4 and 5): a queued entry is re-validated and
 * sent, a confirming or possibly sent one is read back. Every change is on disk before the next byte leaves.
 */
export async function deliverStep(
  ports: DeliveryPorts,
  environment: Environment,
  entry: OutboxEntry,
  failures = 0,
): Promise<StepResult> {
  const step: DeliveryStep = { ports, environment, entry, failures };
  switch (entry.status.state) {
    case "queued":
      return sendStep(step);
    case "confirming":
    case "parked":
      return lookStep(step);
    case "held":
    case "sending":
    case "withdrawn":
    case "delivered":
    case "superseded":
    case "expired":
      return leave();
  }
}

async function sendStep(step: DeliveryStep): Promise<StepResult> {
  const { ports, environment, entry } = step;
  if (isTooLate(step)) return expireUnsent(step);

  let token: Token;
  let run: Run;
  try {
    [token, run] = await Promise.all([
      environment.gateway.retrieveToken(entry.tokenId),
      environment.gateway.retrieveRun(entry.runId),
    ]);
  } catch (error) {
    return isUntouched(step) ? afterFailure(step, error, "read") : leave();
  }
  environment.link.succeeded();
  if (!isUntouched(step)) return leave();

  const outcome = provenOutcome(entry, token, serverNow(step));
  if (outcome !== undefined) return settle(step, outcome);

  // Asked again only now: the two reads have just taught the clock, and may have taken long.
  if (isTooLate(step)) return expireUnsent(step);
  // Unknown time, or an earlier attempt that may have landed too late: then only the token's own end tells, and nothing is sent.
  if (environment.time.isPast(entry.deadline) !== false) return tryAgain(step);

  const objection = objectionTo(ports, entry, token, run);
  if (objection?.mayBeOver === true && !hasLookedTwice(step)) return queue(step, "not-visible", SECOND_LOOK_MS);
  if (objection !== undefined) return park(step, objection.reason, objection.detail);
  return send(step);
}

async function send(step: DeliveryStep): Promise<StepResult> {
  const { ports, environment, entry } = step;
  const leased = move(
    step,
    { status: { state: "sending", leaseExpiresAt: ports.clock.now() + LEASE_MS }, attempt: true },
    "decision.sending",
  );
  const sending: DeliveryStep = { ...step, entry: leased };
  try {
    await environment.gateway.completeToken(entry.tokenId, entry.decisionJson);
  } catch (error) {
    // What is known of the entry is what was known before this attempt, and what this failure adds to it.
    return isUntouched(sending) ? afterFailure(step, error, "send") : leave();
  }
  // A lease that ran out was taken up by a later pass; what this pass hears then is no longer its to write.
  if (!isUntouched(sending)) return leave();
  const acceptedAt = ports.clock.now();
  const token = await readToken(sending);
  if (!isUntouched(sending)) return leave();
  // Proven in the same breath: nothing waits for a replica, so there is no `confirming` to write down.
  const outcome = token && provenOutcome(entry, token, serverNow(step));
  if (outcome !== undefined) return settle(sending, outcome);
  const confirming = { state: "confirming", acceptedAt, nextLookAt: ports.clock.now() } as const;
  return waitForReplica({ ...step, entry: move(sending, { status: confirming }, "decision.accepted") }, acceptedAt);
}

async function lookStep(step: DeliveryStep): Promise<StepResult> {
  const { entry } = step;
  const token = await readToken(step);
  if (!isUntouched(step)) return leave();
  const outcome = token && provenOutcome(entry, token, serverNow(step));
  if (outcome !== undefined) return settle(step, outcome);
  if (entry.status.state === "confirming") return waitForReplica(step, entry.status.acceptedAt);
  return { again: mayHaveReachedServer(entry) ? PARKED_LOOK_MS : undefined, failed: false };
}

/** The token as it reads now; undefined where it could not be read, which is noted. */
async function readToken({ ports, environment, entry }: DeliveryStep): Promise<Token | undefined> {
  try {
    const token = await environment.gateway.retrieveToken(entry.tokenId);
    environment.link.succeeded();
    return token;
  } catch (error) {
    noteFailure(ports, environment, error);
    return undefined;
  }
}

function waitForReplica(step: DeliveryStep, acceptedAt: number): StepResult {
  const waited = step.ports.clock.now() - acceptedAt;
  if (waited >= 0 && waited < REPLICA_LAG_MS)
    return { again: confirmDelay(Math.floor(Math.log2(waited / 50 + 1))), failed: false };
  // The same bytes go again: first write wins, so sending twice can only make true what the 2xx claimed.
  return queue(step, "uncertain", 0, true);
}

/** Past the deadline, and no byte of it ever left. */
function isTooLate({ environment, entry }: DeliveryStep): boolean {
  return entry.attempts === 0 && environment.time.isPast(entry.deadline) === true;
}

function expireUnsent(step: DeliveryStep): StepResult {
  return settle(step, { state: "expired", cause: "never-sent", expiredAt: serverNow(step) });
}
