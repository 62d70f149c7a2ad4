import * as fc from "fast-check";
import { expect, test } from "vitest";
import { backoffDelay, confirmDelay, rateLimitDelay } from "./backoff.ts";

const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("the wait doubles with each failure up to half a minute, and spreads over its upper half", () => {
  expect([0, 1, 2, 4, 5, 50].map((failures) => backoffDelay(failures, 0))).toEqual([
    500, 1_000, 2_000, 8_000, 15_000, 15_000,
  ]);
  fc.assert(
    fc.property(fc.nat(1_000), jitter, (failures, spread) => {
      const delay = backoffDelay(failures, spread);
      expect(delay).toBeGreaterThanOrEqual(500);
      expect(delay).toBeLessThanOrEqual(30_000);
    }),
    { numRuns: 2_000 },
  );
});

test("a rate limiter is asked again soon after its reset, and never later than in a minute or so", () => {
  expect(rateLimitDelay(12_000, 10_000, 0)).toBe(2_000);
  expect(rateLimitDelay(9_000, 10_000, 0.5)).toBe(500);
  expect(rateLimitDelay(10_000_000, 10_000, 0)).toBe(60_000);
  expect(rateLimitDelay(undefined, 10_000, 0)).toBe(1_000);
});

test("a replica is asked at once and then ever more rarely", () => {
  expect([0, 1, 2, 6, 20].map(confirmDelay)).toEqual([50, 100, 200, 3_200, 5_000]);
});
