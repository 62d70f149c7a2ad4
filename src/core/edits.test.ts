import { expect, test } from "vitest";
import { applyEdits, Edit } from "./edits.ts";

const parameters = { amount: "1250.00", payee: { name: "ACME", tags: ["a", "b"] } };

test("an edit replaces the one value and leaves the original alone", () => {
  const edited = applyEdits(
    parameters,
    [
      { op: "replace", path: "/amount", value: "1200.00" },
      { op: "replace", path: "/payee/tags/1", value: "c" },
    ],
    ["/amount", "/payee/tags/1"],
  );
  expect(edited).toEqual({ amount: "1200.00", payee: { name: "ACME", tags: ["a", "c"] } });
  expect(parameters.amount).toBe("1250.00");
});

test.each([
  ["a field that is not editable", "/payee/name", /not one of the fields/u],
  ["a field that does not exist", "/missing", /not among the parameters/u],
])("%s is refused in words", (_what, path, message) => {
  const edit = { op: "replace" as const, path, value: "x" };
  expect(() => applyEdits(parameters, [edit], ["/amount", "/missing"])).toThrow(message);
});

test("only replace is an edit, and a float is none", () => {
  expect(Edit.safeParse({ op: "remove", path: "/amount" }).success).toBe(false);
  expect(Edit.safeParse({ op: "replace", path: "/amount", value: 12.5 }).success).toBe(false);
});
