import { expect, test } from "vitest";
import type { Json } from "#core/json.ts";
import { valueLines } from "#core/value-lines.ts";

test.each<[Json, string[]]>([
  [
    [{ text: "Paper", net: "5.00" }, { text: "Ink" }],
    ["Paper · 5.00", "Ink"],
  ],
  [
    ["a", "", null],
    ["a", "–", "–"],
  ],
  [{ method: "swift", to: { bic: "X", tags: [] } }, ["method: swift", "to: X · –"]],
  ["one", ["one"]],
  [[], []],
])("%j is compared as %j", (value, lines) => {
  expect(valueLines(value)).toEqual(lines);
});
