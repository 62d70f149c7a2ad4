import { expect, test } from "vitest";
import { restoreViews, SavedViews } from "./saved-views.ts";

const view = { name: "Urgent payroll", search: "payroll", urgency: "high", order: "amount" } as const;

test.each([undefined, null, "text", 7, {}])("stored views that are %j are none", (stored) => {
  expect(restoreViews(stored)).toEqual([]);
});

test("a damaged view loses only itself, and so does a second one of the same name", () => {
  const other = { name: "Old", search: "", order: "age" };
  const damaged = [
    { ...view, name: "Upside down", order: "down" },
    "text",
    { ...view, extra: 1 },
    { ...view, name: " " },
  ];
  expect(restoreViews([view, ...damaged, { ...other, name: "URGENT payroll" }, other])).toEqual([view, other]);
});

test("two views of one name are not taken", () => {
  expect(SavedViews.safeParse([view, { ...view, name: "urgent PAYROLL" }]).success).toBe(false);
});
