/** A language that this console speaks, with the operator's own region. */
export interface Language {
  /** BCP 47, for numbers and dates. */
  readonly tag: string;
  readonly language: "en" | "de";
}

/**
 * The first language among the preferred that is spoken here, or the wanted one where the operator has chosen; English
 * where there is none. The region stays the operator's own where the system names one for that language.
 */
export function chooseLanguage(preferred: readonly string[], wanted: "system" | Language["language"]): Language {
  if (wanted !== "system")
    return { tag: preferred.find((one) => spokenIn(one) === wanted) ?? wanted, language: wanted };
  for (const tag of preferred) {
    const language = spokenIn(tag);
    if (language === "de" || language === "en") return { tag, language };
  }
  return { tag: "en", language: "en" };
}

function spokenIn(tag: string): string | undefined {
  return tag.split("-")[0]?.toLowerCase();
}
