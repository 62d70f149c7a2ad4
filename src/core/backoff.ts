const BASE_MS = 1_000;
const CAP_MS = 30_000;
const MAX_DOUBLINGS = 5;

/** Milliseconds to wait after that many failures in a row; `jitter` in [0, 1) spreads clients apart. */
export function backoffDelay(failures: number, jitter: number): number {
  return Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, MAX_DOUBLINGS)) * (0.5 + jitter / 2);
}

/** Milliseconds until the limiter's reset, spread by up to a second and never more than a minute. */
export function rateLimitDelay(resetAt: number | undefined, serverNow: number, jitter: number): number {
  const wait = resetAt === undefined ? BASE_MS : resetAt - serverNow;
  return Math.min(60_000, Math.max(0, wait)) + jitter * 1_000;
}

/** First look for replica lag after 50 ms, then ever slower up to 5 s. */
export function confirmDelay(looks: number): number {
  return Math.min(5_000, 50 * 2 ** Math.min(looks, 7));
}

/** With no more time left than this there is none to wait in. */
export const NEAR_DEADLINE_MS = 15_000;
/** The longest wait that close to a deadline. */
export const URGENT_DELAY_MS = 500;
