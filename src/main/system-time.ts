import type { Clock, Timer } from "#app/ports.ts";

/** This machine's clocks, for everything that is not a simulation. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** Node's own timers. */
export const systemTimer: Timer = {
  after: (milliseconds, callback) => {
    const timeout = setTimeout(callback, milliseconds);
    return () => clearTimeout(timeout);
  },
};
