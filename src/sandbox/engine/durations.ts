import { parseNaturalLanguageDurationInMs } from "@trigger.dev/core/v3/isomorphic";

/**
 * When a token's `timeout` ends, in unix milliseconds. As at the vendor, text that is no duration, and an instant that
 * is past, mean no timeout at all, without a word.
 */
export function timeoutInstant(timeout: string | Date | undefined, now: number): number | undefined {
  if (timeout === undefined) return undefined;
  if (typeof timeout === "string") {
    const milliseconds = durationMs(timeout);
    if (milliseconds !== undefined) return now + milliseconds;
  }
  const instant = new Date(timeout).getTime();
  return Number.isNaN(instant) || instant <= now ? undefined : instant;
}

/** When an idempotency key is free again: one number and one unit, no weeks; anything else is never. */
export function keyExpiry(timeToLive: string | undefined, now: number): number | undefined {
  if (timeToLive === undefined || !/^\d+[smhd]$/u.test(timeToLive)) return undefined;
  const milliseconds = durationMs(timeToLive);
  return milliseconds === undefined ? undefined : now + milliseconds;
}

/** `1h30m` → milliseconds; undefined for anything outside the vendor's grammar. */
export function durationMs(text: string): number | undefined {
  return parseNaturalLanguageDurationInMs(text);
}
