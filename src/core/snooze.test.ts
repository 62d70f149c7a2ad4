import { expect, test } from "vitest";
import { isAsleep, SNOOZE_MARGIN_MS, type Snooze, wakeTime } from "./snooze.ts";

const NOW = 1_000_000_000;
const HOUR = 3_600_000;
const snooze: Snooze = { tokenId: "waitpoint_a", until: NOW + HOUR, urgency: "normal", deadline: NOW + 3 * HOUR };

test.each([
  ["no deadline", undefined, { at: NOW + HOUR, early: false }],
  ["a far deadline", NOW + 9 * HOUR, { at: NOW + HOUR, early: false }],
  ["a deadline sooner than the snooze", NOW + HOUR / 2, { at: NOW + HOUR / 2 - SNOOZE_MARGIN_MS, early: true }],
  ["a deadline just after the snooze", NOW + HOUR + 1, { at: NOW + HOUR + 1 - SNOOZE_MARGIN_MS, early: true }],
  ["a deadline too near to put anything off", NOW + SNOOZE_MARGIN_MS + 30_000, undefined],
  ["a deadline that has passed", NOW - 1, undefined],
])("an hour's snooze with %s", (_what, deadline, expected) => {
  expect(wakeTime(NOW, HOUR, deadline)).toEqual(expected);
});

test("a snooze never outlives its deadline's margin, whatever was asked for", () => {
  for (let left = 0; left < 3 * HOUR; left += 97_531)
    for (const forMs of [60_000, HOUR, 31 * 24 * HOUR]) {
      const wake = wakeTime(NOW, forMs, NOW + left);
      if (wake !== undefined) expect(wake.at).toBeLessThanOrEqual(NOW + left - SNOOZE_MARGIN_MS);
    }
});

test.each<[string, object, number, boolean]>([
  ["nothing has changed", {}, NOW, true],
  ["its time has come", {}, NOW + HOUR, false],
  ["it became urgent", { urgency: "critical" }, NOW, false],
  ["its deadline moved", { deadline: NOW + 4 * HOUR }, NOW, false],
  ["its deadline went", { deadline: undefined }, NOW, false],
  ["the server's clock turned out to be ahead", {}, NOW + 3 * HOUR - SNOOZE_MARGIN_MS, false],
  ["its request was seen for the first time", { digest: "sha256-a" }, NOW, true],
])("a snoozed gate when %s", (_what, change, now, asleep) => {
  expect(isAsleep(snooze, { urgency: "normal", deadline: NOW + 3 * HOUR, ...change }, now)).toBe(asleep);
});

test("a request that changed wakes its gate", () => {
  const seen = { ...snooze, digest: "sha256-a" };
  expect(isAsleep(seen, { ...seen, digest: "sha256-b" }, NOW)).toBe(false);
});
