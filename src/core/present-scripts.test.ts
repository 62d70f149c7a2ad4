import { expect, test } from "vitest";
import { findLookAlike } from "#core/present-scripts.ts";

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
