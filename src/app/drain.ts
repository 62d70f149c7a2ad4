import { deliverStep } from "#app/deliver-decision.ts";
import type { DeliveryPorts } from "#app/delivery-step.ts";
import type { Environment } from "#app/environment.ts";
import type { Outbox, Timer } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import { mayBecome, mayHaveReachedServer, type OutboxEntry, type OutboxState } from "#core/outbox.ts";

const MAX_IN_FLIGHT = 4;
const DISK_RETRY_MS = 5_000;
const NO_ENVIRONMENT_RETRY_MS = 5_000;
const LINK_RETRY_MS = 250;
const BUSY_RETRY_MS = 10;

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
  /** The environment answers again, or something was settled: what waits for it is due now. */
  wake(environmentId: string): void;
  /** Begins nothing new until `goOn`. */
  pause(): void;
  goOn(): void;
  stop(): void;
}

/**
 * The schedule lives in memory on the monotonic clock, so that no change of the wall clock delays or hurries a
 * decision; what it was about is on disk, and a restart makes everything due.
 */
export function createDrain(ports: DrainPorts): Drain {
  const due = new Map<string, number>();
  const inFlight = new Map<string, number>();
  const failures = new Map<string, number>();
  let passes = 0;
  let cancelTimer: (() => void) | undefined;
  let paused = false;
  let stopped = false;

  function schedule(decisionId: string, delay: number): void {
    due.set(decisionId, ports.clock.monotonic() + delay);
    arm();
  }

  function arm(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const [id, at] of due) if (!inFlight.has(id)) next = Math.min(next, at);
    if (stopped || paused || next === Number.POSITIVE_INFINITY) return;
    cancelTimer = ports.timer.after(Math.max(0, next - ports.clock.monotonic()), pass);
  }

  function pass(): void {
    cancelTimer = undefined;
    try {
      for (const entry of dueEntries()) begin(entry);
    } catch (error) {
      // The disk would not even be read: what is due stays due.
      ports.complain(error);
      cancelTimer = ports.timer.after(DISK_RETRY_MS, pass);
      return;
    }
    arm();
  }

  /** What is due and has somewhere to go, the nearest deadline first. */
  function dueEntries(): OutboxEntry[] {
    const now = ports.clock.monotonic();
    const ready: OutboxEntry[] = [];
    for (const [id, at] of due) {
      if (at > now || inFlight.has(id)) continue;
      const entry = ports.outbox.find(id);
      if (entry !== undefined && !isAtItsEnd(entry)) ready.push(entry);
      else forget(id);
    }
    return ready.toSorted(
      (a, b) => (a.deadline ?? Number.POSITIVE_INFINITY) - (b.deadline ?? Number.POSITIVE_INFINITY),
    );
  }

  function forget(decisionId: string): void {
    due.delete(decisionId);
    failures.delete(decisionId);
  }

  function begin(entry: OutboxEntry): void {
    const now = ports.clock.monotonic();
    const delay = obstacle(entry, now);
    if (delay === undefined) void run(entry);
    else due.set(entry.decisionId, now + delay);
  }

  /** Milliseconds to wait before this entry may be worked on, or undefined where nothing stands in its way. */
  function obstacle(entry: OutboxEntry, now: number): number | undefined {
    // The end of a hold is written down on time, whether or not anything can be sent.
    if (entry.status.state === "held") return undefined;
    const environment = ports.environment(entry.environmentId);
    if (environment === undefined) return NO_ENVIRONMENT_RETRY_MS;
    if (inFlight.size >= MAX_IN_FLIGHT) return BUSY_RETRY_MS;
    if (!environment.link.isOpen(now)) return LINK_RETRY_MS;
    // After a failure one entry goes ahead as a probe; the others follow once it came back.
    return environment.link.failures() > 0 && inFlight.size > 0 ? LINK_RETRY_MS : undefined;
  }

  async function run(entry: OutboxEntry): Promise<void> {
    const id = entry.decisionId;
    const pass = ++passes;
    inFlight.set(id, pass);
    due.delete(id);
    let again: number | undefined;
    try {
      again = await step(entry);
    } catch (error) {
      ports.complain(error);
      again = DISK_RETRY_MS;
    }
    // A pass whose lease ran out was replaced by another; the entry is that one's now.
    if (inFlight.get(id) !== pass) return;
    inFlight.delete(id);
    // Somebody who made it due meanwhile knows more than this pass did.
    if (again !== undefined && !due.has(id)) due.set(id, ports.clock.monotonic() + again);
    arm();
  }

  async function step(entry: OutboxEntry): Promise<number | undefined> {
    if (entry.status.state === "held") {
      move(entry, { state: "queued", reason: "first", nextAttemptAt: ports.clock.now() });
      return 0;
    }
    const current = entry.status.state === "sending" ? takeBack(entry) : entry;
    const environment = ports.environment(entry.environmentId);
    if (environment === undefined) return NO_ENVIRONMENT_RETRY_MS;
    const failed = failures.get(entry.decisionId) ?? 0;
    const result = await deliverStep({ ...ports, outbox: announcing }, environment, current, failed);
    failures.set(entry.decisionId, result.failed ? failed + 1 : 0);
    return result.again;
  }

  // A lease whose holder never came back: whether it landed nobody knows, so the same bytes are sent again.
  function takeBack(entry: OutboxEntry): OutboxEntry {
    const nextAttemptAt = ports.clock.now();
    return move(entry, { state: "queued", reason: "interrupted", nextAttemptAt, mayHaveLanded: true });
  }

  function move(entry: OutboxEntry, status: OutboxState): OutboxEntry {
    return announcing.move(
      entry.decisionId,
      { status },
      { at: ports.clock.now(), kind: `decision.${status.state}`, data: { decisionId: entry.decisionId, ...status } },
    );
  }

  const announcing: Outbox = {
    ...ports.outbox,
    move: (id, change, event) => {
      if (stopped) throw new ConsoleError("internal", "The drain has been stopped.");
      refuseIllegalStep(id, change.status);
      const moved = ports.outbox.move(id, change, event);
      // Should the send never come back, the lease's end brings the entry up again.
      if (moved.status.state === "sending") watchLease(moved, moved.status.leaseExpiresAt);
      ports.onMove(moved);
      return moved;
    },
  };

  // The last line: every step checks for itself that the entry is still what it was.
  function refuseIllegalStep(id: string, to: OutboxState): void {
    const from = ports.outbox.find(id)?.status.state;
    if (from !== undefined && !mayBecome(from, to.state))
      throw new ConsoleError("internal", `A decision that is ${from} cannot become ${to.state}.`);
  }

  function watchLease(leased: OutboxEntry, expiresAt: number): void {
    ports.timer.after(expiresAt - ports.clock.now(), () => {
      if (stopped) return;
      orLater(() => {
        const current = ports.outbox.find(leased.decisionId);
        if (current?.status.state !== "sending" || current.attempts !== leased.attempts) return;
        inFlight.delete(leased.decisionId);
        schedule(leased.decisionId, 0);
      });
    });
  }

  /** Does it now or, should the disk refuse, again and again until it takes it. */
  function orLater(work: () => void): void {
    try {
      work();
    } catch (error) {
      ports.complain(error);
      ports.timer.after(DISK_RETRY_MS, () => stopped || orLater(work));
    }
  }

  function recoverOne(entry: OutboxEntry): void {
    if (entry.status.state === "held")
      // Whoever could have undone it was looking at a window that is gone: the card is shown again first.
      move(entry, {
        state: "parked",
        reason: "hold-interrupted",
        detail: "The app ended before this decision was sent. Look at the card again, then send or withdraw it.",
        parkedAt: ports.clock.now(),
      });
    else if (entry.status.state !== "parked" || mayHaveReachedServer(entry)) schedule(entry.decisionId, 0);
  }

  return {
    recover: () => {
      for (const entry of ports.outbox.inStates(["held", "queued", "sending", "confirming", "parked"]))
        orLater(() => recoverOne(entry));
    },
    take: (entry) =>
      schedule(entry.decisionId, entry.status.state === "held" ? entry.status.until - ports.clock.now() : 0),
    wake: (environmentId) => {
      for (const entry of ports.outbox.inStates(["queued", "confirming", "parked"]))
        if (entry.environmentId === environmentId) schedule(entry.decisionId, 0);
    },
    pause: () => {
      paused = true;
      cancelTimer?.();
    },
    goOn: () => {
      paused = false;
      arm();
    },
    stop: () => {
      stopped = true;
      cancelTimer?.();
    },
  };
}

function isAtItsEnd(entry: OutboxEntry): boolean {
  const { state } = entry.status;
  return state === "withdrawn" || state === "delivered" || state === "superseded" || state === "expired";
}
