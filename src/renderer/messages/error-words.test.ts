import { expect, test } from "vitest";
import { ConsoleError, errorCodes } from "#core/error.ts";
import { errorWords } from "./error-words.ts";

const said = { code: "gate/settled", message: "Somebody decided it at 9:41." };

test("English says what main said; German says it by its code, and what is unexpected with main's own words", () => {
  expect(errorWords(said, "en-GB")).toBe("Somebody decided it at 9:41.");
  expect(errorWords(said, "de-DE")).toMatch(/schon entschieden/u);
  expect(errorWords({ code: "internal", message: "x is not a function" }, "de-AT")).toMatch(/Unerwartetes.*x is not/u);
});

test("the causes of a refused connection are said in German too, and one that is new stays as it was said", () => {
  expect(errorWords({ code: "dns", message: "No server." }, "de-DE")).toMatch(/Server dieses Namens/u);
  expect(errorWords({ code: "newer-cause", message: "Something new." }, "de-DE")).toBe("Something new.");
});

test("no failure is left in English", () => {
  const english = /\b(?:the|and|your|this|not|with|of|to|you)\b/iu;
  const words = errorCodes.map((code) => errorWords(new ConsoleError(code, ""), "de-DE"));
  expect(words.filter((text) => text.trim() === "" || english.test(text))).toEqual([]);
});
