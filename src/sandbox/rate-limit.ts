/** What a request is told about the bucket it drew from. */
export interface RateVerdict {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** When the bucket is next refilled, in unix milliseconds. */
  readonly resetAt: number;
}

export interface BucketSize {
  readonly burst: number;
  readonly refill: number;
}

/** The vendor's bucket for `/api`: 1,500 requests a minute, half of them at once, refilled every ten seconds. */
export const VENDOR_API: BucketSize = { burst: 750, refill: 250 };
/**
 * Ten times the vendor's bucket for `/engine`, as ten times its 25 runs may wait here: each asks for its snapshot every
 * five seconds, and a worker whose reports are refused loses its runs.
 */
export const ENGINE: BucketSize = { burst: 12_000, refill: 4_000 };

const INTERVAL_MS = 10_000;

/** N requests a minute in the vendor's proportions: a sixth every ten seconds, half of them at once. */
export function bucketFor(requestsPerMinute: number): BucketSize {
  return {
    burst: Math.max(1, Math.floor(requestsPerMinute / 2)),
    refill: Math.max(1, Math.round(requestsPerMinute / 6)),
  };
}

/** A token bucket refilled in steps. Its size is asked for each time, so that it can change while it runs. */
export function createBucket(size: () => BucketSize, now: () => number): () => RateVerdict {
  let tokens = size().burst;
  let filledAt = now();
  return () => {
    const { burst, refill } = size();
    const steps = Math.floor((now() - filledAt) / INTERVAL_MS);
    if (steps > 0) {
      tokens += steps * refill;
      filledAt += steps * INTERVAL_MS;
    }
    tokens = Math.min(tokens, burst);
    const allowed = tokens >= 1;
    if (allowed) tokens -= 1;
    return { allowed, limit: burst, remaining: Math.floor(tokens), resetAt: filledAt + INTERVAL_MS };
  };
}
