import { expect, test } from "vitest";
import { createWords } from "#main/words.ts";
import { de } from "./de.ts";
import { en, type MessageId } from "./en.ts";

const ids = Object.keys(en) as MessageId[];
const argumentsOf = (message: string) =>
  [...new Set(Array.from(message.matchAll(/\{(\w+)\s*[,}]/gu), (match) => match[1] ?? ""))].sort();

test("German says everything that English says outside of the window", () => {
  expect(Object.keys(de)).toEqual(ids);
});

test.each(ids)("%s has the same values in both languages and can be formatted", (id) => {
  expect(argumentsOf(de[id])).toEqual(argumentsOf(en[id]));
  for (const language of ["en", "de"] as const) {
    const values = Object.fromEntries(argumentsOf(en[id]).map((name) => [name, 2]));
    expect(createWords(() => ({ tag: language, language })).say(id, values)).not.toMatch(/^$|[{}]/u);
  }
});

test("the language is asked for each time, so that a change counts at once", () => {
  let language: "en" | "de" = "en";
  const words = createWords(() => ({ tag: language, language }));
  expect(words.say("tray.waiting", { count: 2 })).toBe("2 gates wait for you");
  language = "de";
  expect(words.say("tray.waiting", { count: 2 })).toBe("2 Freigaben warten auf Sie");
});
