import type { Decision } from "#renderer/hooks/use-card.ts";
import { useWords } from "#renderer/messages/words.ts";
import { statusWords, toneOf } from "./decision-words.ts";
import styles from "./decision-status.module.css";

interface DecisionStatusProps {
  readonly decision: Decision;
}

export function DecisionStatus({ decision }: DecisionStatusProps) {
  const words = useWords();
  return (
    <output className={styles["status"]} data-tone={toneOf(decision)}>
      {statusWords(decision, words)}
    </output>
  );
}
