import type { Environment, EnvironmentKind } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./environment-badge.module.css";

interface EnvironmentBadgeProps {
  readonly kind: EnvironmentKind;
  readonly name: string;
  /** What the operator chose; production keeps its own. */
  readonly colour?: Environment["colour"];
}

export function EnvironmentBadge({ kind, name, colour }: EnvironmentBadgeProps) {
  const words = useWords();
  return (
    <span className={styles["badge"]} data-kind={kind} data-colour={colour} title={name}>
      {words(`environment.short.${kind}`)}
    </span>
  );
}
