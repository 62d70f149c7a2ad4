import { z } from "zod";

/** Weeks that are looked back on, this one included. */
export const INSIGHT_WEEKS = 12;
/** Approvals that say whether somebody hurries, and how many it takes to say so. */
export const HASTY_APPROVALS = 20;
const HASTY_LEAST = 10;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const TO_DECIDE_BOUNDS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR];
const ON_CARD_BOUNDS = [3 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];

/** How long something took, several times over: milliseconds. */
const Durations = z.strictObject({
  count: z.int(),
  median: z.number(),
  /** Nine of ten took no longer. */
  ninth: z.number(),
  /** How many took up to `upTo` and longer than the bar before; the last bar has no end. */
  bars: z.array(z.strictObject({ upTo: z.number().optional(), count: z.int() })).max(10),
});
type Durations = z.infer<typeof Durations>;

/** Approvals were taken faster than anybody reads, as a rule; milliseconds. */
export const Haste = z.strictObject({ median: z.number(), approvals: z.int(), threshold: z.number() });
export type Haste = z.infer<typeof Haste>;

/** Figures of the last weeks; nothing of what they are made of. */
export const Insight = z.strictObject({
  decisions: z.int(),
  toDecide: Durations.optional(),
  onCard: Durations.optional(),
  /** Approvals by the hour of the operator's day, from midnight. */
  approvalsByHour: z.array(z.int()).length(24),
  /** Oldest first; `startsAt` in milliseconds since 1970. */
  weeks: z
    .array(z.strictObject({ startsAt: z.number(), decisions: z.int(), expiries: z.int(), switches: z.int() }))
    .max(INSIGHT_WEEKS),
  haste: Haste.optional(),
});
export type Insight = z.infer<typeof Insight>;

interface DecisionTimes {
  readonly at: number;
  readonly isApproval: boolean;
  readonly waitedMs: number | undefined;
  readonly onCardMs: number | undefined;
}

/** What happened, as instants in milliseconds since 1970. */
export interface InsightSource {
  readonly decisions: readonly DecisionTimes[];
  /** When the operator came to the console from something else. */
  readonly switches: readonly number[];
  readonly expiries: readonly number[];
  /** Begins of the weeks, oldest first; the last one is this week's. */
  readonly weeks: readonly number[];
  /** The hour of the operator's day, 0 to 23. */
  readonly hourOf: (at: number) => number;
}

export function summariseInsight(source: InsightSource): Omit<Insight, "haste"> {
  const { decisions, switches, expiries, weeks, hourOf } = source;
  const approvalsByHour = Array.from({ length: 24 }, () => 0);
  for (const { at, isApproval } of decisions)
    if (isApproval) approvalsByHour[hourOf(at)] = (approvalsByHour[hourOf(at)] ?? 0) + 1;
  const decided = countByWeek(
    decisions.map(({ at }) => at),
    weeks,
  );
  const expired = countByWeek(expiries, weeks);
  const switched = countByWeek(switches, weeks);
  const toDecide = durations(
    decisions.map(({ waitedMs }) => waitedMs),
    TO_DECIDE_BOUNDS,
  );
  const onCard = durations(
    decisions.map(({ onCardMs }) => onCardMs),
    ON_CARD_BOUNDS,
  );
  return {
    decisions: decisions.length,
    ...(toDecide !== undefined && { toDecide }),
    ...(onCard !== undefined && { onCard }),
    approvalsByHour,
    weeks: weeks.map((startsAt, index) => ({
      startsAt,
      decisions: decided[index] ?? 0,
      expiries: expired[index] ?? 0,
      switches: switched[index] ?? 0,
    })),
  };
}

/**
 * Whether the newest approvals (milliseconds on the card each) were as a rule taken under the threshold. A few quick
 * ones say nothing, nor does a threshold of 0.
 */
export function judgeHaste(onCard: readonly number[], threshold: number): Haste | undefined {
  if (onCard.length < HASTY_LEAST) return undefined;
  const median = quantile(onCard.toSorted(ascending), 0.5);
  return median < threshold ? { median, approvals: onCard.length, threshold } : undefined;
}

function countByWeek(instants: readonly number[], weeks: readonly number[]): number[] {
  const counts = weeks.map(() => 0);
  for (const at of instants) {
    const week = weeks.findLastIndex((startsAt) => startsAt <= at);
    if (week >= 0) counts[week] = (counts[week] ?? 0) + 1;
  }
  return counts;
}

function durations(measured: readonly (number | undefined)[], bounds: readonly number[]): Durations | undefined {
  const sorted = measured.filter((duration) => duration !== undefined).toSorted(ascending);
  if (sorted.length === 0) return undefined;
  const counts = [...bounds, Number.POSITIVE_INFINITY].map((bound) => sorted.filter((one) => one <= bound).length);
  return {
    count: sorted.length,
    median: quantile(sorted, 0.5),
    ninth: quantile(sorted, 0.9),
    bars: counts.map((count, index) => ({
      ...(bounds[index] !== undefined && { upTo: bounds[index] }),
      count: count - (counts[index - 1] ?? 0),
    })),
  };
}

/** The smallest value that this share of all does not exceed; for the middle of an even number, the mean of the two. */
function quantile(sorted: readonly number[], share: number): number {
  const place = Math.max(0, Math.ceil(sorted.length * share) - 1);
  const value = sorted[place] ?? 0;
  return share === 0.5 && sorted.length % 2 === 0 ? (value + (sorted[place + 1] ?? value)) / 2 : value;
}

function ascending(a: number, b: number): number {
  return a - b;
}
