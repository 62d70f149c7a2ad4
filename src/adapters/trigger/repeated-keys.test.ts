import { assert, json, property } from "fast-check";
import { expect, test } from "vitest";
import { withSingleKeys } from "./repeated-keys.ts";

test.each<[string, unknown]>([
  ['{"a":1,"b":2,"a":3}', { "a (repeated 0)": 1, b: 2, "a (repeated 2)": 3 }],
  [String.raw`{"a" : 1,"\u0061":"x:y"}`, { "a (repeated 0)": 1, "a (repeated 2)": "x:y" }],
  [
    '{"list":[{"b":{"c":"c","c":true}},{"b":0.25}]}',
    { list: [{ b: { "c (repeated 0)": "c", "c (repeated 2)": true } }, { b: 0.25 }] },
  ],
  ['{"a":"same","a":"same","a":[]}', { "a (repeated 0)": "same", "a (repeated 2)": "same", "a (repeated 4)": [] }],
])("%s leaves nothing under the key that stands twice", (text, expected) => {
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

test("a text nested deeper than the stack is put right too", () => {
  const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  expect(withSingleKeys(deep)).toBe(deep);
  expect(JSON.parse(withSingleKeys(`{"deep":${deep},"b":1,"b":2}`))).toMatchObject({ "b (repeated 0)": 1 });
});
