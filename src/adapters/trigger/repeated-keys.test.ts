import { assert, json, property } from "fast-check";
import { expect, test } from "vitest";
import { TWO_VALUES, withSingleKeys } from "./repeated-keys.ts";

test.each<[string, unknown]>([
  ['{"a":1,"b":2,"a":3}', { a: TWO_VALUES, b: 2 }],
  [String.raw`{"a":1,"\u0061":2}`, { a: TWO_VALUES }],
  ['{"list":[{"b":{"c":1.5,"c":true}},{"b":0.25}]}', { list: [{ b: { c: TWO_VALUES } }, { b: 0.25 }] }],
  ['{"a":{"x":1},"a":[]}', { a: TWO_VALUES }],
  ['{"a":"same","a":"same"}', { a: "same" }],
])("%s keeps neither of two values", (text, expected) => {
  expect(JSON.parse(withSingleKeys(text))).toEqual(expected);
});

test.each([
  '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
  String.raw`{"a:\"":":","b\\":":\\"}`,
  "[]",
  '":"',
  "no JSON",
  "",
  '{"a":',
])("%s stays as it is", (text) => {
  expect(withSingleKeys(text)).toBe(text);
});

test("whatever JSON.stringify wrote stays as it is", () => {
  assert(
    property(json(), (text) => {
      const written = JSON.stringify(JSON.parse(text));
      return withSingleKeys(written) === written;
    }),
  );
});

test("a text nested deeper than the stack is judged", () => {
  const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  expect(withSingleKeys(deep)).toBe(deep);
});
