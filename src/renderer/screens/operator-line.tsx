import { useWords } from "#renderer/messages/words.ts";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import styles from "./operator-line.module.css";

interface OperatorLineProps {
  readonly line: string;
}

export function OperatorLine({ line }: OperatorLineProps) {
  const words = useWords();
  return (
    <div className={styles["box"]}>
      <code className={styles["line"]} aria-label={words("operator.line")}>
        {line}
      </code>
      <CopyButton text={line} />
    </div>
  );
}
