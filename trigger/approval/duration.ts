type Unit = "w" | "d" | "hr" | "h" | "m" | "s";
type Part = `${number}${Unit}`;

/**
 * How long a gate stays open, as text: `10m`, `1h30m`, `4w`. Units: w, d, h (or hr), m, s.
 * A template literal, so that a gate without a timeout, or with `"10 minutes"`, does not compile.
 */
export type Duration = Part | `${Part}${Part}` | `${Part}${Part}${Part}`;

const SECONDS: Record<Unit, number> = { w: 604_800, d: 86_400, hr: 3_600, h: 3_600, m: 60, s: 1 };
/** A year: beyond it, a deadline is a mistake rather than a plan. */
const MAX_SECONDS = 366 * 86_400;

/**
 * The length in milliseconds.
 *
 * The vendor takes anything it cannot read for "wait for ever", with a 200: so the grammar is checked here.
 *
 * @throws RangeError naming the text, for anything but a length between one second and 366 days.
 */
export function parseDuration(text: string): number {
  if (!/^(?:\d{1,9}(?:w|d|hr|h|m|s))+$/u.test(text))
    throw new RangeError(`The timeout "${text}" is no duration like 10m, 1h30m or 2d.`);
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(w|d|hr|h|m|s)/gu))
    seconds += Number(count) * SECONDS[unit as Unit];
  if (seconds < 1 || seconds > MAX_SECONDS)
    throw new RangeError(`The timeout "${text}" is not between one second and 366 days.`);
  return seconds * 1_000;
}

/** True where the text is a duration that a gate may have. */
export function isDuration(text: unknown): text is Duration {
  if (typeof text !== "string") return false;
  try {
    return parseDuration(text) > 0;
  } catch {
    return false;
  }
}

/** The longest duration in whole seconds that ends no later than `milliseconds` from now; undefined below one second. */
export function durationWithin(milliseconds: number): Duration | undefined {
  const seconds = Math.floor(milliseconds / 1_000);
  return seconds < 1 ? undefined : `${seconds}s`;
}
