import { expect, test } from "vitest";
import { coarseCountdown, nearnessOf, presentCountdown } from "#core/present-countdown.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

test("time left is cut into units", () => {
  expect(presentCountdown(26 * 60 * MINUTE + 5 * MINUTE + 7 * SECOND + 400)).toEqual({
    nearness: "far",
    days: 1,
    hours: 2,
    minutes: 5,
    seconds: 7,
  });
});

test("a deadline that passed leaves nothing, never less", () => {
  expect(presentCountdown(-5 * MINUTE)).toEqual({ nearness: "past", days: 0, hours: 0, minutes: 0, seconds: 0 });
});

test.each([
  [15 * MINUTE, "far"],
  [15 * MINUTE - 1, "soon"],
  [5 * MINUTE - 1, "near"],
  [MINUTE - 1, "last-minute"],
  [0, "past"],
])("%i ms before the deadline it is %s", (remaining, nearness) => {
  expect(nearnessOf(remaining)).toBe(nearness);
});

test.each([
  [50 * 60 * MINUTE, { unit: "days", count: 2 }],
  [90 * MINUTE, { unit: "hours", count: 1 }],
  [90 * SECOND, { unit: "minutes", count: 1 }],
  [9 * SECOND, { unit: "seconds", count: 9 }],
  [-1, { unit: "past", count: 0 }],
])("a list tells %i ms by the largest unit alone", (remaining, coarse) => {
  expect(coarseCountdown(presentCountdown(remaining))).toEqual(coarse);
});
