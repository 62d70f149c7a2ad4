import { de } from "./de.ts";
import { en, type MessageId } from "./en.ts";

export interface Locale {
  /** BCP 47, for numbers and dates: the operator's own region. */
  readonly tag: string;
  readonly language: "en" | "de";
  readonly messages: Readonly<Record<MessageId, string>>;
}

/** Takes the first language that the window speaks; English where it speaks none. */
export function chooseLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.split("-")[0]?.toLowerCase();
    if (language === "de") return { tag, language, messages: de };
    if (language === "en") return { tag, language, messages: en };
  }
  return { tag: "en", language: "en", messages: en };
}
