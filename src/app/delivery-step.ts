import type { Environment } from "#app/environment.ts";
import type { AuditEvent, Clock, Crypto, GateStore, Outbox, Random, StoredGate } from "#app/ports.ts";
import { backoffDelay } from "#core/backoff.ts";
import type { KeyId } from "#core/identifiers.ts";
import {
  mayHaveReachedServer,
  type OutboxEntry,
  type OutboxState,
  type ParkReason,
  type QueueReason,
} from "#core/outbox.ts";

/** A parked decision that the server may hold already is still looked at, so that the truth reaches the screen. */
export const PARKED_LOOK_MS = 60_000;

export interface DeliveryPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly crypto: Crypto;
  readonly outbox: Outbox;
  readonly store: Pick<GateStore, "find" | "save">;
  readonly keyId: () => KeyId;
}

/** One step on one entry: what it was when the step began, and how often in a row it has failed before. */
export interface DeliveryStep {
  readonly ports: DeliveryPorts;
  readonly environment: Environment;
  readonly entry: OutboxEntry;
  readonly failures: number;
}

/** In how many milliseconds the entry wants its next step (undefined: never by itself), and whether this one came to nothing. */
export interface StepResult {
  readonly again: number | undefined;
  readonly failed: boolean;
}

const DONE: StepResult = { again: undefined, failed: false };

/** The same entry again, after a while that grows with every failure. */
export function tryAgain({ ports, failures }: DeliveryStep): StepResult {
  return { again: backoffDelay(failures, ports.random.fraction()), failed: true };
}

/** Whether the entry is still as the step found it: a person, or a later step, may have moved it while this one waited. */
export function isUntouched({ ports, entry }: DeliveryStep): boolean {
  const current = ports.outbox.find(entry.decisionId);
  return current?.status.state === entry.status.state && current.attempts === entry.attempts;
}

/** Nothing more to do here: somebody else has taken the entry on. */
export function leave(): StepResult {
  return DONE;
}

export function settle(step: DeliveryStep, status: OutboxState): StepResult {
  const { ports, entry } = step;
  const gate = ports.store.find(entry.tokenId);
  move(step, { status }, `decision.${status.state}`);
  if (gate?.status === "WAITING") ports.store.save([settledGate(gate, status, serverNow(step))]);
  return DONE;
}

/** The gate as its decision's end leaves it; `settledAt` in server time, milliseconds. */
export function settledGate(gate: StoredGate, status: OutboxState, settledAt: number): StoredGate {
  return {
    ...gate,
    status: status.state === "expired" ? "TIMED_OUT" : "COMPLETED",
    settledAt,
    settledBy: settledBy(status),
  };
}

export function isSettledEntry({ status: { state } }: OutboxEntry): boolean {
  return state === "delivered" || state === "superseded" || state === "expired";
}

function settledBy(status: OutboxState): string {
  if (status.state === "delivered") return "you";
  return status.state === "superseded" ? (status.winner.name ?? status.winner.who) : "nobody";
}

export function park(step: DeliveryStep, reason: ParkReason, detail: string, uncertain = false): StepResult {
  const mayHaveLanded = uncertain || mayHaveReachedServer(step.entry);
  move(
    step,
    {
      status: {
        state: "parked",
        reason,
        detail: detail.slice(0, 2_000),
        parkedAt: step.ports.clock.now(),
        ...(mayHaveLanded && { mayHaveLanded }),
      },
    },
    "decision.parked",
  );
  return { again: mayHaveLanded ? PARKED_LOOK_MS : undefined, failed: false };
}

/** Back to the queue; `uncertain` where the send that has just failed may have landed. */
export function queue(step: DeliveryStep, reason: QueueReason, delay: number, uncertain = false): StepResult {
  const { ports, entry } = step;
  const mayHaveLanded = uncertain || mayHaveReachedServer(entry);
  const current = ports.outbox.find(entry.decisionId)?.status;
  // The same state for the same reason is no news: the log would fill up with a night offline.
  const news =
    current?.state !== "queued" || current.reason !== reason || (current.mayHaveLanded === true) !== mayHaveLanded;
  const nextAttemptAt = ports.clock.now() + delay;
  if (news)
    move(
      step,
      { status: { state: "queued", reason, nextAttemptAt, ...(mayHaveLanded && { mayHaveLanded }) } },
      "decision.queued",
    );
  return { again: delay, failed: true };
}

export function move(
  { ports, entry }: DeliveryStep,
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

/** Server time as far as it is known, else this machine's; milliseconds. */
export function serverNow({ ports, environment }: Pick<DeliveryStep, "ports" | "environment">): number {
  return environment.time.read()?.now ?? ports.clock.now();
}
