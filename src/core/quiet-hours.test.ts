import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { QuietHours, quietUntil } from "./quiet-hours.ts";

beforeEach(() => vi.stubEnv("TZ", "Europe/Berlin"));
afterEach(() => vi.unstubAllEnvs());

const WEEKDAYS = [1, 2, 3, 4, 5];
const nights: QuietHours = { on: true, from: "18:00", to: "08:00", days: WEEKDAYS };
const at = (text: string): number => Date.parse(text);
const until = (quiet: QuietHours, now: string): string | undefined => {
  const end = quietUntil(quiet, at(now));
  return end === undefined ? undefined : new Date(end).toISOString();
};

test("a night begins on its day and passes midnight", () => {
  expect(until(nights, "2026-11-25T17:59:59+01:00")).toBeUndefined();
  expect(until(nights, "2026-11-25T18:00:00+01:00")).toBe("2026-11-26T07:00:00.000Z");
  expect(until(nights, "2026-11-26T07:59:00+01:00")).toBe("2026-11-26T07:00:00.000Z");
  expect(until(nights, "2026-11-26T08:00:00+01:00")).toBeUndefined();
});

test("a day that is not chosen begins none, though the night before it reaches into it", () => {
  expect(until(nights, "2026-11-28T07:00:00+01:00")).toBe("2026-11-28T07:00:00.000Z");
  expect(until(nights, "2026-11-28T19:00:00+01:00")).toBeUndefined();
});

test("hours within one day, and a whole day", () => {
  expect(until({ ...nights, from: "12:00", to: "13:00" }, "2026-11-25T12:30:00+01:00")).toBe(
    "2026-11-25T12:00:00.000Z",
  );
  expect(until({ ...nights, from: "00:00", to: "00:00", days: [0] }, "2026-11-29T15:00:00+01:00")).toBe(
    "2026-11-29T23:00:00.000Z",
  );
});

test("they end by the clock on the wall, also in the night in which it is changed", () => {
  const everyNight = { ...nights, days: [0, 1, 2, 3, 4, 5, 6] };
  expect(until(everyNight, "2026-10-24T22:00:00+02:00")).toBe("2026-10-25T07:00:00.000Z");
  expect(until(everyNight, "2026-03-28T22:00:00+01:00")).toBe("2026-03-29T06:00:00.000Z");
});

test("switched off, there are none", () => {
  expect(until({ ...nights, on: false }, "2026-11-25T20:00:00+01:00")).toBeUndefined();
});

test.each(["24:00", "8:00", "08:60", "", "08:00:00"])("%j is no time of day", (from) => {
  expect(QuietHours.safeParse({ ...nights, from }).success).toBe(false);
});
