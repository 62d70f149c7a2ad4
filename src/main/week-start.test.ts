import { expect, test } from "vitest";
import { weekStart } from "./week-start.ts";

test.each([
  [new Date(2026, 10, 25, 15, 30), 0, new Date(2026, 10, 23)],
  [new Date(2026, 10, 23), 0, new Date(2026, 10, 23)],
  [new Date(2026, 10, 29, 23, 59), 0, new Date(2026, 10, 23)],
  [new Date(2026, 10, 2, 12), 2, new Date(2026, 9, 19)],
])("the week of %s, %i before, begins at a Monday's midnight", (now, weeksAgo, begin) => {
  expect(new Date(weekStart(now.getTime(), weeksAgo))).toEqual(begin);
});
