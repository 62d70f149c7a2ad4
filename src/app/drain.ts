import { deliverStep } from "#app/deliver-decision.ts";
import type { DeliveryPorts } from "#app/delivery-step.ts";
import type { Environment } from "#app/environment.ts";
import type { Outbox, Timer } from "#app/ports.ts";
import { CROWD, type RunPages } from "#app/run-pages.ts";
import { ConsoleError } from "#core/error.ts";
import { mayBecome, mayHaveReachedServer, type OutboxEntry, type OutboxState } from "#core/outbox.ts";

const MAX_IN_FLIGHT = 4;
const DISK_RETRY_MS = 5_000;
const NO_ENVIRONMENT_RETRY_MS = 5_000;
const LINK_RETRY_MS = 250;
const BUSY_RETRY_MS = 10;
/** Holds that end together are written down together, this many at a time. */
const MOST_RELEASED = 100;

/** What is next for an entry, and when; with what decides on its turn, so that no waiting entry is read from the disk. */
interface Due {
  readonly at: number;
  readonly deadline: number;
  readonly environmentId: string;
  readonly held: boolean;
}

export interface DrainPorts extends DeliveryPorts {
  readonly timer: Timer;
  readonly pages: RunPages;
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
  /** Whether many decisions wait for their turn in that environment. */
  isBusy(environmentId: string): boolean;
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
  const due = new Map<string, Due>();
  const inFlight = new Map<string, number>();
  const failures = new Map<string, number>();
  let passes = 0;
  let cancelTimer: (() => void) | undefined;
  let paused = false;
  let stopped = false;

  function schedule(entry: OutboxEntry, delay: number): void {
    due.set(entry.decisionId, dueOf(entry, ports.clock.monotonic() + delay));
    arm();
  }

  function arm(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const [id, { at }] of due) if (!inFlight.has(id)) next = Math.min(next, at);
    if (stopped || paused || next === Number.POSITIVE_INFINITY) return;
    cancelTimer = ports.timer.after(Math.max(0, next - ports.clock.monotonic()), pass);
  }

  function pass(): void {
    cancelTimer = undefined;
    try {
      releaseHeld();
      beginDue();
    } catch (error) {
      // The disk would not even be read: what is due stays due.
      ports.complain(error);
      cancelTimer = ports.timer.after(DISK_RETRY_MS, pass);
      return;
    }
    arm();
  }

  // The end of a hold is written down on time, whether or not anything can be sent.
  function releaseHeld(): void {
    const ids = dueIds(true).slice(0, MOST_RELEASED);
    if (ids.length === 0) return;
    const released = ports.outbox.together(() =>
      ids.flatMap((id) => {
        const entry = ports.outbox.find(id);
        if (entry?.status.state !== "held") return [];
        return [move(entry, { state: "queued", reason: "first", nextAttemptAt: ports.clock.now() }, guarded)];
      }),
    );
    const now = ports.clock.monotonic();
    for (const id of ids) due.delete(id);
    for (const entry of released) due.set(entry.decisionId, dueOf(entry, now));
    for (const entry of released) ports.onMove(entry);
  }

  function beginDue(): void {
    for (const id of dueIds(false)) {
      const one = due.get(id);
      if (one === undefined) continue;
      const now = ports.clock.monotonic();
      const delay = obstacle(one, now);
      if (delay !== undefined) due.set(id, { ...one, at: now + delay });
      else {
        const entry = ports.outbox.find(id);
        if (entry !== undefined && !isAtItsEnd(entry)) void run(entry);
        else forget(id);
      }
    }
  }

  /** What is due and not being worked on, the nearest deadline first. */
  function dueIds(held: boolean): string[] {
    const now = ports.clock.monotonic();
    return [...due]
      .filter(([id, one]) => one.held === held && one.at <= now && !inFlight.has(id))
      .toSorted(([, a], [, b]) => a.deadline - b.deadline)
      .map(([id]) => id);
  }

  function forget(decisionId: string): void {
    due.delete(decisionId);
    failures.delete(decisionId);
  }

  /** Milliseconds to wait before this entry may be worked on, or undefined where nothing stands in its way. */
  function obstacle({ environmentId }: Due, now: number): number | undefined {
    const environment = ports.environment(environmentId);
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
    if (again !== undefined && !due.has(id))
      due.set(id, { ...dueOf(entry, ports.clock.monotonic() + again), held: false });
    arm();
  }

  async function step(entry: OutboxEntry): Promise<number | undefined> {
    const current = entry.status.state === "sending" ? takeBack(entry) : entry;
    const environment = ports.environment(entry.environmentId);
    if (environment === undefined) return NO_ENVIRONMENT_RETRY_MS;
    const failed = failures.get(entry.decisionId) ?? 0;
    const result = await deliverStep({ ...ports, outbox: announcing }, byThePage(environment), current, failed);
    if (result.failed) failures.set(entry.decisionId, failed + 1);
    else failures.delete(entry.decisionId);
    return result.again;
  }

  // Where many decisions wait for their turn, their runs are read together; what each token says is still asked one by one.
  function byThePage(environment: Environment): Environment {
    const crowd = waitingIn(environment.id);
    if (crowd < CROWD) return environment;
    const { gateway } = environment;
    const retrieveRun: typeof gateway.retrieveRun = async (runId) =>
      (await ports.pages.find(environment, runId, crowd)) ?? gateway.retrieveRun(runId);
    return { ...environment, gateway: { ...gateway, retrieveRun } };
  }

  function waitingIn(id: string): number {
    return [...due.values()].filter(({ environmentId, held }) => environmentId === id && !held).length;
  }

  // A lease whose holder never came back: whether it landed nobody knows, so the same bytes are sent again.
  function takeBack(entry: OutboxEntry): OutboxEntry {
    const nextAttemptAt = ports.clock.now();
    return move(entry, { state: "queued", reason: "interrupted", nextAttemptAt, mayHaveLanded: true });
  }

  function move(entry: OutboxEntry, status: OutboxState, outbox: Outbox = announcing): OutboxEntry {
    return outbox.move(
      entry.decisionId,
      { status },
      { at: ports.clock.now(), kind: `decision.${status.state}`, data: { decisionId: entry.decisionId, ...status } },
    );
  }

  const guarded: Outbox = {
    ...ports.outbox,
    move: (id, change, event) => {
      if (stopped) throw new ConsoleError("internal", "The drain has been stopped.");
      refuseIllegalStep(id, change.status);
      return ports.outbox.move(id, change, event);
    },
  };

  const announcing: Outbox = {
    ...guarded,
    move: (id, change, event) => {
      const moved = guarded.move(id, change, event);
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
        schedule(leased, 0);
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
    else if (entry.status.state !== "parked" || mayHaveReachedServer(entry)) schedule(entry, 0);
  }

  return {
    recover: () => {
      for (const entry of ports.outbox.inStates(["held", "queued", "sending", "confirming", "parked"]))
        orLater(() => recoverOne(entry));
    },
    take: (entry) => schedule(entry, entry.status.state === "held" ? entry.status.until - ports.clock.now() : 0),
    wake: (environmentId) => {
      for (const entry of ports.outbox.inStates(["queued", "confirming", "parked"]))
        if (entry.environmentId === environmentId) schedule(entry, 0);
    },
    isBusy: (environmentId) => waitingIn(environmentId) >= CROWD,
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

function dueOf(entry: OutboxEntry, at: number): Due {
  return {
    at,
    deadline: entry.deadline ?? Number.POSITIVE_INFINITY,
    environmentId: entry.environmentId,
    held: entry.status.state === "held",
  };
}

function isAtItsEnd(entry: OutboxEntry): boolean {
  const { state } = entry.status;
  return state === "withdrawn" || state === "delivered" || state === "superseded" || state === "expired";
}
