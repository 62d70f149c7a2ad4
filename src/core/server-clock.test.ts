import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isPastDeadline, learnServerTime, type ServerClock, serverTimeAt } from "./server-clock.ts";

test("whatever the delays, true server time lies within the error, and more replies never make it worse", () => {
  const exchange = fc.record({
    gap: fc.integer({ min: 0, max: 10_000 }),
    there: fc.integer({ min: 0, max: 3_000 }),
    back: fc.integer({ min: 0, max: 3_000 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: -3_600_000, max: 3_600_000 }),
      fc.array(exchange, { minLength: 1 }),
      (offset, exchanges) => {
        let clock: ServerClock | undefined;
        let monotonic = 5_000_000;
        let error = Number.POSITIVE_INFINITY;
        for (const { gap, there, back } of exchanges) {
          const sentAt = monotonic + gap;
          const receivedAt = sentAt + there + back;
          const dateMs = Math.floor((sentAt + there + offset) / 1_000) * 1_000;
          clock = learnServerTime(clock, { dateMs, sentAt, receivedAt });
          monotonic = receivedAt;
          const read = serverTimeAt(clock, monotonic);
          expect(Math.abs(read.now - (monotonic + offset))).toBeLessThanOrEqual(read.errorMs);
          expect(read.errorMs).toBeLessThanOrEqual(error);
          error = read.errorMs;
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("a reply that contradicts what was known replaces it: the server's clock was set", () => {
  const before = learnServerTime(undefined, { dateMs: 1_000_000, sentAt: 0, receivedAt: 10 });
  const after = learnServerTime(before, { dateMs: 5_000_000, sentAt: 1_000, receivedAt: 1_010 });
  expect(serverTimeAt(after, 1_010).now).toBeCloseTo(5_000_505, -1);
});

test("nothing counts as in time that could arrive late by the clock's own error", () => {
  const clock = learnServerTime(undefined, { dateMs: 100_000, sentAt: 0, receivedAt: 0 });
  expect(isPastDeadline(clock, 0, 102_001)).toBe(false);
  expect(isPastDeadline(clock, 0, 102_000)).toBe(true);
  expect(isPastDeadline(clock, 0, undefined)).toBe(false);
});
