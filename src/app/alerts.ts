import type { Environment } from "#app/environment.ts";
import type { BookedGate, GateBook } from "#app/gate-book.ts";
import type { Clock, Notifier, ReminderMarks, StoredGate, Timer } from "#app/ports.ts";
import type { Alert } from "#core/alert.ts";
import { latestDue, nextReminder, type Reminder, remindersOf } from "#core/deadline-reminders.ts";
import { createDueList, type DueList } from "#core/due-list.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { OutboxEntry } from "#core/outbox.ts";

/** A deadline days away is looked at again within this: longer than some timers run, and clocks drift. */
const LONGEST_WAIT_MS = 60 * 60_000;

export interface AlertsPorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly book: Pick<GateBook, "find" | "of">;
  readonly notifier: Notifier;
  readonly reminded: ReminderMarks;
  readonly environment: (id: string) => Environment | undefined;
  /** Whether a decision was taken here that was not undone. */
  readonly isDecided: (tokenId: TokenId) => boolean;
}

/**
 * What a person should hear of, as it happens and as deadlines come near. However many gates wait there is one timer, for
 * the soonest reminder; time is the server's, an environment at a time.
 */
export interface Alerts {
  /** Gates that opened just now. */
  readonly opened: (gates: readonly StoredGate[]) => void;
  /** Waiting gates that are to be reminded of from here on; those that are already, stay. */
  readonly watch: (tokenIds: readonly TokenId[]) => void;
  /** An environment is connected: what it is known to wait for is watched. */
  readonly watchEnvironment: (environmentId: string) => void;
  readonly forget: (environmentId: string) => void;
  readonly settled: (tokenIds: readonly TokenId[]) => void;
  /** A decision of ours is in another state. */
  readonly moved: (entry: OutboxEntry) => void;
  /** Somebody looks at the gate: nothing more need be told of what was. */
  readonly seen: (tokenId: TokenId) => void;
  /** The clocks may be known better or anew: says what is due and waits for the next. */
  readonly look: () => void;
  readonly stop: () => void;
}

interface Watched {
  readonly due: DueList<TokenId>;
  readonly tokenIds: Set<TokenId>;
  /** Everything due until then was said; undefined in the very first start, which says nothing of what was before it. */
  saidUntil: number | undefined;
}

export function createAlerts(ports: AlertsPorts): Alerts {
  const environments = new Map<string, Watched>();
  let cancel: (() => void) | undefined;
  let stopped = false;

  function watchedIn(environmentId: string): Watched {
    const known = environments.get(environmentId);
    if (known !== undefined) return known;
    const fresh = {
      due: createDueList<TokenId>(),
      tokenIds: new Set<TokenId>(),
      saidUntil: ports.reminded.read(environmentId),
    };
    environments.set(environmentId, fresh);
    return fresh;
  }

  /** Server time there. The wall clock stands in only where no server answers that could tell better in a moment. */
  function timeOf(environmentId: string): number | undefined {
    const environment = ports.environment(environmentId);
    if (environment === undefined) return undefined;
    const known = environment.time.read()?.now;
    const { state } = environment.link.state();
    return known ?? (state === "offline" || state === "key-needed" ? ports.clock.now() : undefined);
  }

  function enter(booked: BookedGate | undefined, after: number | undefined): void {
    if (booked === undefined || booked.gate.status !== "WAITING") return;
    const { tokenId, environmentId } = booked.gate;
    const watched = watchedIn(environmentId);
    if (watched.tokenIds.has(tokenId)) return;
    watched.tokenIds.add(tokenId);
    scheduleNext(watched, booked, after ?? watched.saidUntil ?? Number.NEGATIVE_INFINITY);
  }

  function scheduleNext({ due }: Watched, booked: BookedGate, after: number): void {
    const next = nextReminder(remindersFor(booked), after);
    if (next !== undefined) due.set(booked.gate.tokenId, next.at);
  }

  function sayDue(environmentId: string, watched: Watched): void {
    const now = timeOf(environmentId);
    if (now === undefined) return;
    const first = watched.saidUntil === undefined;
    const since = watched.saidUntil ?? now;
    const taken = watched.due.take(now);
    for (const tokenId of taken) {
      const booked = ports.book.find(tokenId);
      if (booked === undefined || booked.gate.status !== "WAITING") continue;
      const reminder = latestDue(remindersFor(booked), since, now);
      scheduleNext(watched, booked, now);
      if (reminder !== undefined && !ports.isDecided(tokenId)) tell(reminder.kind, booked, now);
    }
    watched.saidUntil = now;
    if (first || taken.length > 0) ports.reminded.write(environmentId, now);
  }

  function tell(kind: Alert["kind"], { gate, tags, deadline }: BookedGate, now: number | undefined): void {
    ports.notifier.notify({
      kind,
      tokenId: gate.tokenId,
      urgency: tags.urgency ?? "normal",
      ...(tags.gate !== undefined && { gate: tags.gate }),
      ...(tags.title !== undefined && { title: tags.title }),
      ...(tags.money !== undefined && { money: tags.money }),
      ...(deadline !== undefined && now !== undefined && { remaining: deadline - now }),
    });
  }

  function tellOf(kind: Alert["kind"], tokenId: TokenId): void {
    const booked = ports.book.find(tokenId);
    // A decision needs its person, even where the gate it was about is not known any more.
    if (booked === undefined) ports.notifier.notify({ kind, tokenId, urgency: "normal" });
    else tell(kind, booked, timeOf(booked.gate.environmentId));
  }

  function look(): void {
    for (const [id, watched] of environments) sayDue(id, watched);
    arm();
  }

  function arm(): void {
    cancel?.();
    cancel = undefined;
    let soonest = Number.POSITIVE_INFINITY;
    for (const [id, { due }] of environments) {
      const next = due.next();
      const now = timeOf(id);
      if (next !== undefined && now !== undefined) soonest = Math.min(soonest, next - now);
    }
    if (stopped || soonest === Number.POSITIVE_INFINITY) return;
    cancel = ports.timer.after(Math.ceil(Math.min(LONGEST_WAIT_MS, Math.max(0, soonest))), look);
  }

  return {
    opened: (gates) => {
      for (const { tokenId, environmentId } of gates) {
        tellOf("new", tokenId);
        watchedIn(environmentId);
      }
      // In an environment's very first look nothing is said; that look must not be the one at their reminder.
      look();
      for (const { tokenId, environmentId } of gates) {
        // What it was too late to be reminded of when it opened is told by its being new.
        enter(ports.book.find(tokenId), timeOf(environmentId));
      }
      arm();
    },
    watch: (tokenIds) => {
      for (const tokenId of tokenIds) enter(ports.book.find(tokenId), undefined);
      arm();
    },
    watchEnvironment: (environmentId) => {
      for (const booked of ports.book.of(environmentId)) enter(booked, undefined);
      arm();
    },
    forget: (environmentId) => {
      ports.notifier.withdraw([...(environments.get(environmentId)?.tokenIds ?? [])]);
      environments.delete(environmentId);
      arm();
    },
    settled: (tokenIds) => {
      ports.notifier.withdraw(tokenIds);
      for (const tokenId of tokenIds) {
        const booked = ports.book.find(tokenId);
        const watched = booked && environments.get(booked.gate.environmentId);
        watched?.tokenIds.delete(tokenId);
        const wasToBeTold = watched?.due.delete(tokenId) === true;
        if (wasToBeTold && booked?.gate.status === "TIMED_OUT" && !ports.isDecided(tokenId)) tellOf("expired", tokenId);
      }
      arm();
    },
    moved: ({ tokenId, status }) => {
      if (status.state === "sending" || status.state === "confirming") return;
      ports.notifier.withdraw([tokenId]);
      if (status.state === "parked") tellOf("parked", tokenId);
      if (status.state === "expired") tellOf("late", tokenId);
    },
    seen: (tokenId) => ports.notifier.withdraw([tokenId]),
    look,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}

function remindersFor({ gate, deadline }: BookedGate): Reminder[] {
  return deadline === undefined ? [] : remindersOf(gate.createdAt, deadline);
}
