import type { Clock, ServerTimeSample } from "#app/ports.ts";
import { isPastDeadline, learnServerTime, type ServerClock, serverTimeAt } from "#core/server-clock.ts";

/**
 * A wall clock that moves this much against the monotonic one was set, or the machine slept. Well inside the guard that
 * is kept before a deadline, so that what stays below it can do no harm.
 */
const JUMP_MS = 250;

/** Server time as one environment's replies taught it in this boot; unknown until the first, and again after a jump. */
export interface ServerTime {
  /** Ignored where the machine may have slept between asking and hearing: the reply is older than it looks. */
  learn(sample: ServerTimeSample): void;
  /** Forgets everything: after sleep the monotonic clock may have stood still. */
  forget(): void;
  /** Server time and its error, milliseconds; undefined while unknown. */
  read(): { readonly now: number; readonly errorMs: number } | undefined;
  /** Whether a send would come too late; undefined while unknown. */
  isPast(deadline: number | undefined): boolean | undefined;
}

export function createServerTime(clock: Clock): ServerTime {
  let known: ServerClock | undefined;
  let believedSince = clock.monotonic();
  // Fixed until a jump, not moved along: many small sleeps add up to a long one.
  let apart = wallMinusMonotonic();

  function wallMinusMonotonic(): number {
    return clock.now() - clock.monotonic();
  }

  function forget(): void {
    known = undefined;
    believedSince = clock.monotonic();
    apart = wallMinusMonotonic();
  }

  function current(): ServerClock | undefined {
    if (Math.abs(wallMinusMonotonic() - apart) > JUMP_MS) forget();
    return known;
  }

  return {
    learn: (sample) => {
      const before = current();
      // At the very instant of a jump nothing tells on which side of it the request was sent.
      if (sample.sentAt < believedSince || (before === undefined && sample.receivedAt === believedSince)) return;
      known = learnServerTime(before, sample);
    },
    forget,
    read: () => {
      const server = current();
      return server && serverTimeAt(server, clock.monotonic());
    },
    isPast: (deadline) => {
      const server = current();
      return server && isPastDeadline(server, clock.monotonic(), deadline);
    },
  };
}
