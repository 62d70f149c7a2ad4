import { TriangleAlert } from "lucide-react";
import { useIntl } from "react-intl";
import { findLookAlike } from "#core/present-scripts.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./look-alike-warning.module.css";

interface LookAlikeWarningProps {
  readonly name: string;
}

export function LookAlikeWarning({ name }: LookAlikeWarningProps) {
  const words = useWords();
  const intl = useIntl();
  const found = findLookAlike(name);
  if (found === undefined) return null;
  return (
    <p className={styles["warning"]}>
      <TriangleAlert aria-hidden />
      {found.kind === "mixed-scripts"
        ? words("lookAlike.mixed", { scripts: intl.formatList(found.scripts) })
        : words("lookAlike.imitates", { script: found.script })}
    </p>
  );
}
