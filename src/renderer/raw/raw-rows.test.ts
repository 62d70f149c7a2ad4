import { expect, test } from "vitest";
import { cutIntoRows, findRows } from "./raw-rows.ts";

test("a text becomes rows with its line numbers, an empty line included", () => {
  expect(cutIntoRows("{\n\n}").map(({ line, text }) => [line, text])).toEqual([
    [1, "{"],
    [2, ""],
    [3, "}"],
  ]);
});

test("a long line goes on in further rows, and no character is cut in two", () => {
  const line = `${"x".repeat(159)}🦊${"y".repeat(200)}`;
  const rows = cutIntoRows(line);
  expect(rows.map((row) => row.line)).toEqual([1, undefined, undefined]);
  expect(rows.map((row) => row.text.isWellFormed())).toEqual([true, true, true]);
  expect(rows.map((row) => row.text).join("")).toBe(line);
});

test("a search minds no capitals and finds what lies across the end of a row", () => {
  const rows = cutIntoRows(`{\n"Payee": "${"x".repeat(146)}ACME GmbH"\n}\npayee`);
  expect([findRows(rows, "PAYEE"), findRows(rows, "acme gmbh"), findRows(rows, " "), findRows(rows, "none")]).toEqual([
    [1, 4],
    [1],
    [],
    [],
  ]);
});

test("a megabyte in one line is as many rows as it takes", () => {
  expect(cutIntoRows("z".repeat(1_000_000))).toHaveLength(6_250);
});
