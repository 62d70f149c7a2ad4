import { expect, test } from "vitest";
import { exactJson, parseExactJson } from "./json.ts";

test.each([
  ["a key twice", '{"amount":1,"amount":9}', /"amount" occurs twice/u],
  ["the same key and value twice", '{"a":1,"a":1}', /occurs twice/u],
  ["an integer beyond 2^53", "[9007199254740993]", /decimal string/u],
  ["a fraction", '{"amount":12.5}', /decimal string/u],
  ["an exponent", "[1e3]", /decimal string/u],
  ["negative zero", "[-0]", /decimal string/u],
  ["half a character", String.raw`["\ud800"]`, /half a character/u],
  ["a prototype key", '{"__proto__":{"admin":true}}', /forbidden key/u],
  ["33 levels", "[".repeat(33) + "]".repeat(33), /deeper than 32/u],
  ["200,000 levels", "[".repeat(200_000), /deeper than 32/u],
])("text with %s is refused in words", (_what, text, message) => {
  expect(() => parseExactJson(text)).toThrow(message);
});

test("text that is no JSON is malformed, not inexact", () => {
  expect(() => parseExactJson('{"amount":')).toThrow(expect.objectContaining({ code: "json/malformed" }));
});

test("exact text comes back as the value that JSON.parse gives", () => {
  const text = '{"payee":"ACME \\"GmbH\\"","amount":"1250.00","lines":[1,2,null,true],"nested":{"ü":"é"}}';
  expect(parseExactJson(text)).toEqual(JSON.parse(text));
});

test("a value that is no JSON is refused with its place", () => {
  expect(() => exactJson({ list: [1, new Date(0)] })).toThrow(/"\/list\/1" is not JSON/u);
});
