import { expect, test } from "vitest";
import { keyExpiry, timeoutInstant } from "./durations.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

test.each([
  ["10m", NOW + 600_000],
  ["1h30m", NOW + 5_400_000],
  ["4w", NOW + 4 * 7 * 86_400_000],
  ["0s", NOW],
  ["2026-11-22T13:00:00Z", NOW + 3_600_000],
])("the timeout %s ends in time", (timeout, instant) => {
  expect(timeoutInstant(timeout, NOW)).toBe(instant);
});

test.each(["banana", "10 minutes", "1", "", "2026-11-22T11:59:59Z", "10M"])("the timeout %j never ends", (timeout) => {
  expect(timeoutInstant(timeout, NOW)).toBeUndefined();
});

test.each([
  ["1s", NOW + 1_000],
  ["2d", NOW + 172_800_000],
  ["1w", undefined],
  ["1h30m", undefined],
  ["soon", undefined],
])("a key kept for %s", (timeToLive, instant) => {
  expect(keyExpiry(timeToLive, NOW)).toBe(instant);
});
