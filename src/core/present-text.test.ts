import { expect, test } from "vitest";
import { hasUnseenCharacters, plainText, presentText } from "#core/present-text.ts";

test("a direction override is written out where it stands", () => {
  expect(presentText("Acme\u202Egnp")).toEqual([
    { kind: "plain", text: "Acme", start: 0 },
    { kind: "marker", text: "⟦U+202E⟧", start: 4 },
    { kind: "plain", text: "gnp", start: 5 },
  ]);
});

test.each([
  ["a zero-width space", "a\u200Bb", "a⟦U+200B⟧b"],
  ["a soft hyphen", "a\u00ADb", "a⟦U+00AD⟧b"],
  ["a tag character beyond the first plane", "a\u{E0041}", "a⟦U+E0041⟧"],
  ["a null", "a\u0000", "a⟦U+0000⟧"],
  ["half a character", "a\uD800b", "a⟦U+D800⟧b"],
  ["a carriage return", "a\rb", "a⟦U+000D⟧b"],
])("%s is written out", (_what, text, shown) => {
  expect(plainText(text)).toBe(shown);
});

test("what is ordinary stays as it is: accents, Arabic, emoji, tabs and line feeds", () => {
  const ordinary = "Zoë شركة 👩 ❤️\tA\nB";
  expect(presentText(ordinary)).toEqual([{ kind: "plain", text: ordinary, start: 0 }]);
  expect(hasUnseenCharacters(ordinary)).toBe(false);
});

test("nothing is nothing", () => {
  expect(presentText("")).toEqual([]);
});
