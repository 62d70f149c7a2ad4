/** How near a deadline is, by what a person still has time to do. */
export type Nearness = "far" | "soon" | "near" | "last-minute" | "past";

/** Time left, cut into the two units that a person reads; whole numbers. */
export interface Countdown {
  readonly nearness: Nearness;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param remaining milliseconds until the deadline, negative once it is past. */
export function presentCountdown(remaining: number): Countdown {
  const left = Math.max(0, remaining);
  return {
    nearness: nearnessOf(remaining),
    days: Math.floor(left / DAY),
    hours: Math.floor((left % DAY) / HOUR),
    minutes: Math.floor((left % HOUR) / MINUTE),
    seconds: Math.floor((left % MINUTE) / SECOND),
  };
}

/** The thresholds are spoken aloud once each, so they are few: 15, 5 and 1 minutes, and past. */
export function nearnessOf(remaining: number): Nearness {
  if (remaining <= 0) return "past";
  if (remaining < MINUTE) return "last-minute";
  if (remaining < 5 * MINUTE) return "near";
  return remaining < 15 * MINUTE ? "soon" : "far";
}

/** The largest unit alone, for a list: the number changes seldom, so a row seldom has to be painted again. */
export function coarseCountdown(countdown: Countdown): {
  readonly unit: "days" | "hours" | "minutes" | "seconds" | "past";
  readonly count: number;
} {
  if (countdown.nearness === "past") return { unit: "past", count: 0 };
  if (countdown.days > 0) return { unit: "days", count: countdown.days };
  if (countdown.hours > 0) return { unit: "hours", count: countdown.hours };
  if (countdown.minutes > 0) return { unit: "minutes", count: countdown.minutes };
  return { unit: "seconds", count: countdown.seconds };
}
