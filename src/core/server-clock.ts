/**
 * What is known of the server's clock: bounds, in milliseconds, of server time minus this process's monotonic clock.
 * The wall clock takes no part, so that setting it wrong or jumping it changes nothing.
 */
export interface ServerClock {
  readonly lower: number;
  readonly upper: number;
}

/** One observation: the reply's `Date` (whole seconds), and when it was asked for and received on the monotonic clock. */
export interface ServerTimeSample {
  readonly dateMs: number;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** HTTP dates drop the milliseconds. */
const DATE_RESOLUTION_MS = 1_000;

/**
 * Narrows the bounds by one reply (Cristian's algorithm, the samples' intervals intersected).
 * A sample that contradicts what was known replaces it: the server's clock was set, or ours drifted.
 */
export function learnServerTime(known: ServerClock | undefined, sample: ServerTimeSample): ServerClock {
  const seen = { lower: sample.dateMs - sample.receivedAt, upper: sample.dateMs + DATE_RESOLUTION_MS - sample.sentAt };
  if (known === undefined) return seen;
  const lower = Math.max(known.lower, seen.lower);
  const upper = Math.min(known.upper, seen.upper);
  return lower <= upper ? { lower, upper } : seen;
}

/** Server time at that monotonic instant, and how wrong it may be either way; milliseconds. */
export function serverTimeAt(
  clock: ServerClock,
  monotonic: number,
): { readonly now: number; readonly errorMs: number } {
  return { now: monotonic + (clock.lower + clock.upper) / 2, errorMs: (clock.upper - clock.lower) / 2 };
}

/** Nothing is sent this close to the deadline, on top of the clock's own error: the reply has to get there. */
const SEND_GUARD_MS = 1_000;

/** True once the deadline is too near, or past, for anything to be sent that must arrive before it. */
export function isPastDeadline(clock: ServerClock, monotonic: number, deadline: number | undefined): boolean {
  return deadline !== undefined && monotonic + clock.upper + SEND_GUARD_MS >= deadline;
}
