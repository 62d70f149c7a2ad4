import { expect, test } from "vitest";
import { findLookAlike } from "#core/present-scripts.ts";
import { imitatingNames, ordinaryNames } from "#test/hostile/names.ts";

test("a Cyrillic letter inside a Latin name is noticed", () => {
  expect(findLookAlike("\u0410cme GmbH")).toEqual({ kind: "mixed-scripts", scripts: ["Latin", "Cyrillic"] });
});

test("a name wholly of Cyrillic letters that pass for Latin ones is noticed", () => {
  expect(findLookAlike("\u0410\u0421\u041C\u0415")).toEqual({ kind: "imitates-latin", script: "Cyrillic" });
});

test.each(["ACME GmbH", "Zoë & Söhne", "Газпром", "شركة النور", "東京電力 TEPCO", "12345", ""])(
  "%s is nothing to be warned of",
  (name) => {
    expect(findLookAlike(name)).toBeUndefined();
  },
);

test("a character that acts unseen is noticed, and so are letters that only look plain", () => {
  expect(findLookAlike("Acme\u202Egnp.exe")).toEqual({ kind: "unseen" });
  expect(findLookAlike("\u{1d41a}pple")).toEqual({ kind: "unusual-letters", letters: "\u{1d41a}" });
  expect(findLookAlike("Micr\u0d20soft")).toEqual({ kind: "mixed-word" });
});

test("every one of hundreds of imitations is flagged", () => {
  expect(imitatingNames.length).toBeGreaterThanOrEqual(200);
  expect(imitatingNames.filter((name) => findLookAlike(name) === undefined)).toEqual([]);
});

test("of a thousand names as people write them, in five kinds of script, hardly one is flagged", () => {
  expect(new Set(ordinaryNames).size).toBe(1_000);
  const flagged = ordinaryNames.filter((name) => findLookAlike(name) !== undefined);
  expect(flagged.length, flagged.join(", ")).toBeLessThanOrEqual(10);
});

test.each(["\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "Łódź", "Nguyễn Văn Đức", "Əliyev", "株式会社ＮＴＴ"])(
  "%s is spelled as its language spells it",
  (name) => {
    expect(findLookAlike(name)).toBeUndefined();
  },
);
