import { chooseLanguage, type Language } from "#core/language.ts";
import { de } from "./de.ts";
import { en, type MessageId } from "./en.ts";

export interface Locale extends Language {
  readonly messages: Readonly<Record<MessageId, string>>;
}

/** The language that the window speaks, with its words. */
export function chooseLocale(preferred: readonly string[], wanted: "system" | Language["language"]): Locale {
  const chosen = chooseLanguage(preferred, wanted);
  return { ...chosen, messages: chosen.language === "de" ? de : en };
}
