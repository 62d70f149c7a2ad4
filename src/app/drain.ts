import { deliverStep, type DeliveryPorts } from "#app/deliver-decision.ts";
import type { Environment } from "#app/environment.ts";
import type { Timer } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import type { OutboxEntry, OutboxState } from "#core/outbox.ts";

const MAX_IN_FLIGHT = 4;
/** No hold is ever longer, so a later instant on disk means that the wall clock was set back. */
const LONGEST_HOLD_MS = 60_000;
const DISK_RETRY_MS = 5_000;

export interface DrainPorts extends DeliveryPorts {
  readonly timer: Timer;
  readonly environment: (id: string) => Environment | undefined;
  /** An entry has a new state on disk. */
  readonly onMove: (entry: OutboxEntry) => void;
  readonly complain: (error: unknown) => void;
}

/** Brings every decision on disk to its end, whatever happens in between. One drain a process. */
export interface Drain {
  /** Takes up what an earlier process left behind. Call once, before anything is recorded. */
  recover(): void;
  /** Takes up an entry that was just recorded or changed by a person. */
  take(entry: OutboxEntry): void;
  /** The environment answers again, or the person asked: what waits for it is due now. */
  wake(environmentId?: string): void;
  stop(): void;
}

/**
 * The schedule lives in memory on the monotonic clock, so that no change of the wall clock delays or hurries a
 * decision; what it was about is on disk, and a restart makes everything due.
 */
export function createDrain(ports: DrainPorts): Drain {
  const due = new Map<string, number>();
  const inFlight = new Map<string, number>();
  let passes = 0;
  let cancelTimer: (() => void) | undefined;
  let stopped = false;

  function schedule(decisionId: string, delay: number): void {
    due.set(decisionId, ports.clock.monotonic() + delay);
    arm();
  }

  function arm(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const next = Math.min(...[...due].filter(([id]) => !inFlight.has(id)).map(([, at]) => at));
    if (stopped || next === Number.POSITIVE_INFINITY) return;
    cancelTimer = ports.timer.after(Math.max(0, next - ports.clock.monotonic()), pass);
  }

  function pass(): void {
    cancelTimer = undefined;
    const now = ports.clock.monotonic();
    const ready = [...due]
      .filter(([id, at]) => at <= now && !inFlight.has(id))
      .map(([id]) => ports.outbox.find(id))
      .filter((entry) => entry !== undefined)
      .toSorted((a, b) => (a.deadline ?? Number.POSITIVE_INFINITY) - (b.deadline ?? Number.POSITIVE_INFINITY));
    for (const entry of ready) {
      const delay = obstacle(entry, now);
      if (delay === undefined) void run(entry);
      else due.set(entry.decisionId, now + delay);
    }
    arm();
  }

  /** Milliseconds to wait before this entry may be worked on, or undefined where nothing stands in its way. */
  function obstacle(entry: OutboxEntry, now: number): number | undefined {
    if (entry.status.state === "held") return undefined;
    const environment = ports.environment(entry.environmentId);
    if (environment === undefined) return DISK_RETRY_MS;
    if (inFlight.size >= MAX_IN_FLIGHT) return 10;
    if (!environment.link.isOpen(now)) return 250;
    // After a failure one entry goes ahead as a probe; the others follow once it came back.
    return environment.link.failures() > 0 && inFlight.size > 0 ? 250 : undefined;
  }

  async function run(entry: OutboxEntry): Promise<void> {
    const pass = ++passes;
    inFlight.set(entry.decisionId, pass);
    due.delete(entry.decisionId);
    try {
      const again = await step(entry);
      if (inFlight.get(entry.decisionId) === pass && again !== undefined) schedule(entry.decisionId, again);
    } catch (error) {
      ports.complain(error);
      schedule(entry.decisionId, DISK_RETRY_MS);
    } finally {
      if (inFlight.get(entry.decisionId) === pass) inFlight.delete(entry.decisionId);
      arm();
    }
  }

  async function step(entry: OutboxEntry): Promise<number | undefined> {
    const before = entry.status.state;
    const current = before === "held" || before === "sending" ? requeue(entry) : entry;
    const environment = ports.environment(entry.environmentId);
    if (environment === undefined) return DISK_RETRY_MS;
    const result = await deliverStep({ ...ports, outbox: announcing }, environment, current);
    return result.again;
  }

  // A hold that ran out while the app lived, or a lease whose holder never came back: to be sent (again).
  function requeue(entry: OutboxEntry): OutboxEntry {
    const reason = entry.status.state === "held" ? "first" : "interrupted";
    return move(entry, { state: "queued", reason, nextAttemptAt: ports.clock.now() });
  }

  function move(entry: OutboxEntry, status: OutboxState): OutboxEntry {
    return announcing.move(
      entry.decisionId,
      { status },
      { at: ports.clock.now(), kind: `decision.${status.state}`, data: { decisionId: entry.decisionId, ...status } },
    );
  }

  const announcing: DeliveryPorts["outbox"] = {
    record: (entry, event) => ports.outbox.record(entry, event),
    find: (id) => ports.outbox.find(id),
    forToken: (id) => ports.outbox.forToken(id),
    inStates: (states) => ports.outbox.inStates(states),
    recent: (limit) => ports.outbox.recent(limit),
    move: (id, change, event) => {
      if (stopped) throw new ConsoleError("internal", "The drain has been stopped.");
      const moved = ports.outbox.move(id, change, event);
      // Should the send never come back, the lease's end brings the entry up again.
      if (moved.status.state === "sending") watchLease(moved);
      ports.onMove(moved);
      return moved;
    },
  };

  function watchLease(entry: OutboxEntry): void {
    if (entry.status.state !== "sending") return;
    ports.timer.after(entry.status.leaseExpiresAt - ports.clock.now(), () => {
      const current = ports.outbox.find(entry.decisionId);
      if (stopped || current?.status.state !== "sending" || current.attempts !== entry.attempts) return;
      inFlight.delete(entry.decisionId);
      schedule(entry.decisionId, 0);
    });
  }

  function recoverOne(entry: OutboxEntry): void {
    const now = ports.clock.now();
    if (entry.status.state === "held") {
      const left = entry.status.until - now;
      if (left > 0 && left <= LONGEST_HOLD_MS) schedule(entry.decisionId, left);
      else
        move(entry, {
          state: "parked",
          reason: "hold-interrupted",
          detail: "The app ended before this decision was sent. Look at the card again, then send or withdraw it.",
          parkedAt: now,
        });
      return;
    }
    if (entry.status.state === "parked" && entry.attempts === 0) return;
    schedule(entry.decisionId, 0);
  }

  return {
    recover: () => {
      for (const entry of ports.outbox.inStates(["held", "queued", "sending", "confirming", "parked"]))
        recoverOne(entry);
    },
    take: (entry) =>
      schedule(entry.decisionId, entry.status.state === "held" ? entry.status.until - ports.clock.now() : 0),
    wake: (environmentId) => {
      for (const entry of ports.outbox.inStates(["queued", "confirming"]))
        if (environmentId === undefined || entry.environmentId === environmentId) schedule(entry.decisionId, 0);
    },
    stop: () => {
      stopped = true;
      cancelTimer?.();
    },
  };
}
