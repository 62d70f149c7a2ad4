import { createIntl } from "react-intl";
import { expect, test } from "vitest";
import { de } from "./de.ts";
import { en, type MessageId } from "./en.ts";
import { chooseLocale } from "./locale.ts";

const ids = Object.keys(en) as MessageId[];
const argumentsOf = (message: string) =>
  [...new Set(Array.from(message.matchAll(/\{(\w+)\s*[,}]/gu), (match) => match[1] ?? ""))].sort();

test("German says everything that English says", () => {
  expect(Object.keys(de)).toEqual(ids);
});

test.each(ids)("%s has words and the same values in both languages", (id) => {
  expect(de[id].trim()).not.toBe("");
  expect(argumentsOf(de[id])).toEqual(argumentsOf(en[id]));
});

// Names, and words that German has from English or the other way round.
const SAME_IN_BOTH: readonly string[] = [
  "app.name",
  "queue.tab.audit",
  "audit.gate",
  "settings.alerts.links",
  "settings.updates.version",
  "environment.staging",
  "environment.short.staging",
  "environment.short.production",
  "connection.offline",
  "urgency.normal",
  "card.conversation.said",
  "operator.name",
  "operator.version",
  "settings.alerts.links",
  "settings.updates.version",
  "settings.contrast.normal",
  "settings.language.en",
  "settings.language.de",
  "settings.environment.name",
  "settings.alerts.links",
  "settings.updates.version",
];

test("no English is left in German, nor German in English", () => {
  const same = ids.filter((id) => de[id] === en[id] && /\p{Letter}/u.test(en[id].replaceAll(/\{[^{}]*\}/gu, "")));
  expect(same.filter((id) => !SAME_IN_BOTH.includes(id))).toEqual([]);
  const english = /\b(?:the|and|your|this|not|with|of|to|you)\b/iu;
  expect(ids.filter((id) => english.test(de[id].replaceAll(/„[^“]*“/gu, "")))).toEqual([]);
  const german = /\b(?:der|die|das|und|nicht|wird|ist|Sie)\b|[äöüß]/u;
  expect(ids.filter((id) => german.test(en[id]))).toEqual([]);
});

test.each([
  ["en", en],
  ["de", de],
] as const)("every message in %s can be formatted", (locale, messages) => {
  const broken: string[] = [];
  const intl = createIntl({ locale, messages, onError: (error) => broken.push(error.message) });
  for (const id of ids) intl.formatMessage({ id }, Object.fromEntries(argumentsOf(en[id]).map((name) => [name, 2])));
  expect(broken).toEqual([]);
});

test.each([
  [["de-AT", "en"], "de"],
  [["fr", "en-GB"], "en"],
  [["ja"], "en"],
  [[], "en"],
])("who prefers %j reads %s", (preferred, language) => {
  expect(chooseLocale(preferred, "system").language).toBe(language);
});

test.each([
  [["de-AT", "en"], "en", { tag: "en", language: "en" }],
  [["fr", "en-GB"], "de", { tag: "de", language: "de" }],
  [["en-GB", "de-CH"], "de", { tag: "de-CH", language: "de" }],
] as const)("who prefers %j and has chosen %s gets %j", (preferred, wanted, locale) => {
  expect(chooseLocale(preferred, wanted)).toMatchObject(locale);
});
