import type { Clock, Timer } from "#app/ports.ts";

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

export const systemTimer: Timer = {
  after: (milliseconds, callback) => {
    const timeout = setTimeout(callback, milliseconds);
    return () => clearTimeout(timeout);
  },
};
