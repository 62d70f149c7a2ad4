/** Lets a burst through and a steady rate after it. `now` is milliseconds of any clock that never goes back. */
export function createTokenBucket(burst: number, perSecond: number): (now: number) => boolean {
  let tokens = burst;
  let filledAt: number | undefined;
  return (now) => {
    tokens = Math.min(burst, tokens + ((now - (filledAt ?? now)) / 1000) * perSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
