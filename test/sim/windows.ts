import type { Dice } from "./dice.ts";

/** Spans of true time in which something is the case. */
export interface Windows {
  cover(instant: number): boolean;
}

export function rollWindows(dice: Dice, count: number, from: number, until: number): Windows {
  const spans = Array.from({ length: count }, () => {
    const start = dice.whole(from, until);
    return { start, end: Math.min(until, start + dice.whole(1_000, dice.pick([5_000, 30_000, 60_000]))) };
  });
  return { cover: (instant) => spans.some(({ start, end }) => start <= instant && instant < end) };
}
