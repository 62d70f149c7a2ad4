import type { Clock, ServerTimeSample } from "#app/ports.ts";
import { isPastDeadline, learnServerTime, type ServerClock, serverTimeAt } from "#core/server-clock.ts";

/** A wall clock that moves this much against the monotonic one was set, or the machine slept. */
const JUMP_MS = 2_000;

/** Server time as one environment's replies taught it in this boot; unknown until the first, and again after a jump. */
export interface ServerTime {
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
  let drift = clock.now() - clock.monotonic();

  function current(): ServerClock | undefined {
    const apart = clock.now() - clock.monotonic();
    if (Math.abs(apart - drift) > JUMP_MS) known = undefined;
    drift = apart;
    return known;
  }

  return {
    learn: (sample) => {
      known = learnServerTime(current(), sample);
    },
    forget: () => {
      known = undefined;
    },
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
