import { TriangleAlert } from "lucide-react";
import { type IntlShape, useIntl } from "react-intl";
import { findLookAlike, type LookAlike } from "#core/present-scripts.ts";
import { useWords, type Words } from "#renderer/messages/words.ts";
import styles from "./look-alike-warning.module.css";

interface LookAlikeWarningProps {
  readonly name: string;
}

// No name is longer, and to judge a megabyte of letters at every key would hold up the whole window.
const LONGEST_NAME = 10_000;

export function LookAlikeWarning({ name }: LookAlikeWarningProps) {
  const words = useWords();
  const intl = useIntl();
  const found = findLookAlike(name.slice(0, LONGEST_NAME));
  if (found === undefined) return null;
  return (
    <p className={styles["warning"]}>
      <TriangleAlert aria-hidden />
      {lookAlikeWords(found, words, intl)}
    </p>
  );
}

function lookAlikeWords(found: LookAlike, words: Words, intl: IntlShape): string {
  switch (found.kind) {
    case "unseen":
      return words("lookAlike.unseen");
    case "unusual-letters":
      return words("lookAlike.unusual", { letters: found.letters });
    case "imitates-latin":
      return words("lookAlike.imitates", { script: found.script });
    case "mixed-scripts":
      return words("lookAlike.mixed", { scripts: intl.formatList(found.scripts) });
    case "mixed-word":
      return words("lookAlike.mixedWord");
  }
}
