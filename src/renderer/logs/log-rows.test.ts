import { expect, test } from "vitest";
import { colourPieces, layOutLog, searchLog, withoutColours } from "./log-rows.ts";

const line = (message: string) => ({ id: "a", at: 1, level: "info" as const, message });

test("an entry of several lines becomes as many rows, of which the first alone carries time and level", () => {
  expect(layOutLog([line("one\r\ntwo\nthree")]).map(({ key, text, first }) => [key, text, first])).toEqual([
    ["a/0", "one", true],
    ["a/1", "two", false],
    ["a/2", "three", false],
  ]);
});

test("colours become names, and text that looks like markup stays text", () => {
  expect(colourPieces("\u001b[31mfailed\u001b[0m <b>x</b>")).toEqual([
    { start: 0, text: "failed", colour: "red", bold: false, dim: false },
    { start: 6, text: " <b>x</b>", colour: undefined, bold: false, dim: false },
  ]);
});

test("a search does not see colour codes and minds no capitals", () => {
  const rows = layOutLog([line("\u001b[32mREAD\u001b[0m invoice"), line("wrote row")]);
  expect(searchLog(rows, "read inv").map((row) => withoutColours(row.text))).toEqual(["READ invoice"]);
  expect(searchLog(rows, " ")).toHaveLength(2);
});
