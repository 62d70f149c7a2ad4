import type { EnvironmentKind } from "#renderer/hooks/use-session.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./environment-badge.module.css";

interface EnvironmentBadgeProps {
  readonly kind: EnvironmentKind;
  readonly name: string;
}

export function EnvironmentBadge({ kind, name }: EnvironmentBadgeProps) {
  const words = useWords();
  return (
    <span className={styles["badge"]} data-kind={kind} title={name}>
      {words(`environment.short.${kind}`)}
    </span>
  );
}
