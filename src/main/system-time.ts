import type { Clock, Timer } from "#app/ports.ts";

/** This machine's clocks, for everything that is not a simulation. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

interface SystemTimer extends Timer {
  /** Drops whatever was still to come, for good. */
  stop(): void;
}

/** Node's own timers. */
export const systemTimer: SystemTimer = createSystemTimer();

function createSystemTimer(): SystemTimer {
  const pending = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    after: (milliseconds, callback) => {
      if (stopped) return () => undefined;
      const timeout = setTimeout(() => {
        pending.delete(timeout);
        callback();
      }, milliseconds);
      pending.add(timeout);
      return () => {
        pending.delete(timeout);
        clearTimeout(timeout);
      };
    },
    stop: () => {
      stopped = true;
      for (const timeout of pending) clearTimeout(timeout);
      pending.clear();
    },
  };
}
