import { expect, test } from "vitest";
import { durationWithin, isDuration, parseDuration } from "./duration.ts";

test.each([
  ["10m", 600_000],
  ["1h30m", 5_400_000],
  ["2hr", 7_200_000],
  ["4w", 2_419_200_000],
  ["1d2h3s", 93_603_000],
])("%s is a duration", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  "",
  "banana",
  "10 minutes",
  "1",
  "0s",
  "-5m",
  "1.5h",
  "10M",
  "400d",
  "1e3s",
  "m",
  "99999999999s",
  "2026-11-22T12:00:00Z",
])("%j, which the vendor would take for 'wait for ever', is refused", (text) => {
  expect(() => parseDuration(text)).toThrow(RangeError);
  expect(isDuration(text)).toBe(false);
});

test("what is left of a deadline is cut to whole seconds, never beyond it", () => {
  expect([durationWithin(61_999), durationWithin(1_000), durationWithin(999), durationWithin(-5)]).toEqual([
    "61s",
    "1s",
    undefined,
    undefined,
  ]);
});
