import { expect, test } from "vitest";
import { latestDue, nextReminder, remindersOf } from "./deadline-reminders.ts";

const MINUTE = 60_000;

const minutesBefore = (length: number) =>
  remindersOf(1_000, 1_000 + length)
    .filter(({ kind }) => kind === "deadline")
    .map(({ at }) => (1_000 + length - at) / MINUTE);

test.each([
  [7 * 24 * 60, [15, 5, 1]],
  [30, [15, 5, 1]],
  [29, [5, 1]],
  [10, [5, 1]],
  [2, [1]],
  [1.9, [0.19]],
  [0.5, [0.05]],
])("a gate of %d minutes is reminded of %j minutes before its deadline", (minutes, expected) => {
  expect(minutesBefore(minutes * MINUTE)).toEqual(expected);
});

test("the end is told once a decision of the last moment would have shown", () => {
  expect(remindersOf(0, 10 * MINUTE).at(-1)).toEqual({ kind: "expired", at: 10 * MINUTE + 15_000 });
});

test("of reminders that were missed only the last is due, and what was said is not due again", () => {
  const reminders = remindersOf(0, 60 * MINUTE);
  expect(latestDue(reminders, 0, 58 * MINUTE)).toEqual({ kind: "deadline", at: 55 * MINUTE });
  expect(latestDue(reminders, 55 * MINUTE, 58 * MINUTE)).toBeUndefined();
  expect(latestDue(reminders, 55 * MINUTE, 120 * MINUTE)).toMatchObject({ kind: "expired" });
  expect(nextReminder(reminders, 55 * MINUTE)).toEqual({ kind: "deadline", at: 59 * MINUTE });
  expect(nextReminder(reminders, 61 * MINUTE)).toBeUndefined();
});

test("a deadline that was past when the gate was made is only told as past", () => {
  expect(remindersOf(10 * MINUTE, 5 * MINUTE).map(({ at }) => at)).toEqual([5 * MINUTE, 5 * MINUTE + 15_000]);
});
