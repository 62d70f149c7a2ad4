import { de } from "./de.ts";
import { en, type MessageId } from "./en.ts";

export interface Locale {
  /** BCP 47, for numbers and dates: the operator's own region. */
  readonly tag: string;
  readonly language: "en" | "de";
  readonly messages: Readonly<Record<MessageId, string>>;
}

/**
 * Takes the first language that the window speaks, or the wanted one where the operator has chosen; English where there
 * is none. The region stays the operator's own where the system names one for that language.
 */
export function chooseLocale(preferred: readonly string[], wanted: "system" | Locale["language"]): Locale {
  if (wanted !== "system") {
    const tag = preferred.find((one) => one.split("-")[0]?.toLowerCase() === wanted) ?? wanted;
    return { tag, language: wanted, messages: wanted === "de" ? de : en };
  }
  for (const tag of preferred) {
    const language = tag.split("-")[0]?.toLowerCase();
    if (language === "de") return { tag, language, messages: de };
    if (language === "en") return { tag, language, messages: en };
  }
  return { tag: "en", language: "en", messages: en };
}
