import { assert, json, property } from "fast-check";
import { expect, test } from "vitest";
import { repeatsKey } from "./repeated-keys.ts";

test.each([
  '{"a":1,"a":2}',
  '{"a":1,"a":1}',
  String.raw`{"a":1,"\u0061":2}`,
  '{"list":[{"b":{"c":1,"c":1}}]}',
  '{"__proto__":1,"__proto__":2}',
])("%s has a key twice", (text) => {
  expect(repeatsKey(text)).toBe(true);
});

test.each(['{"a":{"a":1},"b":[{"a":1},{"a":2}]}', String.raw`{"a:\"":":","b\\":":\\"}`, "[]", '":"', "no JSON", ""])(
  "%s has none",
  (text) => {
    expect(repeatsKey(text)).toBe(false);
  },
);

test("whatever JSON.stringify wrote has none", () => {
  assert(property(json(), (text) => !repeatsKey(JSON.stringify(JSON.parse(text)))));
});

test("a text nested deeper than the stack is judged", () => {
  expect(repeatsKey(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`)).toBe(false);
});
