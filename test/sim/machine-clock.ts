import type { Clock } from "#app/ports.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** A machine's two clocks and its sleep, in which the monotonic clock and every timer stand still. */
export interface MachineClock extends Clock {
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly isAsleep: () => boolean;
  /** How wrong the wall clock is, milliseconds. */
  readonly skew: () => number;
  readonly jump: (milliseconds: number) => void;
  /** Runs the step once the machine has been awake that long. */
  readonly after: (milliseconds: number, step: () => void) => void;
  readonly fallAsleep: () => void;
  readonly wakeUp: () => void;
}

export function createMachineClock(time: VirtualTime, wrongBy: number): MachineClock {
  let skew = wrongBy;
  let slept = 0;
  let asleepSince: number | undefined;
  const paused: (() => void)[] = [];

  const monotonic = (): number => (asleepSince ?? time.now()) - slept;

  return {
    now: () => time.now() + skew,
    monotonic,
    isAsleep: () => asleepSince !== undefined,
    skew: () => skew,
    jump: (milliseconds) => {
      skew += milliseconds;
    },
    after: (milliseconds, step) => {
      const due = monotonic() + Math.max(0, milliseconds);
      const attempt = (): void => {
        if (asleepSince !== undefined) paused.push(attempt);
        // A whole millisecond at least: less than that vanishes beside an instant since 1970, and time would stand still.
        else if (monotonic() < due) time.at(time.now() + Math.ceil(due - monotonic()), attempt);
        else step();
      };
      time.at(time.now() + Math.max(0, milliseconds), attempt);
    },
    fallAsleep: () => {
      asleepSince ??= time.now();
    },
    wakeUp: () => {
      if (asleepSince === undefined) return;
      slept += time.now() - asleepSince;
      asleepSince = undefined;
      for (const attempt of paused.splice(0)) time.at(time.now(), attempt);
    },
  };
}
