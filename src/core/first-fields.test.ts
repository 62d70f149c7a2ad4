import { expect, test } from "vitest";
import { firstFields } from "./first-fields.ts";
import { layOutParameters, valueFields } from "./present-schema.ts";

const fields = layOutParameters({
  parameters: { lines: ["a", "b", "c"], payee: { name: "ACME", city: "Köln" }, note: "late" },
  parametersSchema: {},
  editable: [],
});

test("a layout is cut after that many values, wherever they stand, and those are the very same", () => {
  const first = firstFields(fields, 4);
  expect(valueFields(first).map(({ path }) => path)).toEqual(["/lines/0", "/lines/1", "/lines/2", "/payee/name"]);
  expect(valueFields(first).every((field, index) => field === valueFields(fields)[index])).toBe(true);
});

test("a layout of no more than that stays whole", () => {
  expect(firstFields(fields, 6)).toEqual(fields);
});
