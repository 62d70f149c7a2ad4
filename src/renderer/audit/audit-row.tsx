import { useInstant } from "#renderer/hooks/use-instant.ts";
import { useWords } from "#renderer/messages/words.ts";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./audit-row.module.css";
import { shortDigest, whatHappened } from "./audit-words.ts";
import type { AuditEntry } from "./use-audit.ts";

interface AuditRowProps {
  readonly entry: AuditEntry;
  readonly selected: boolean;
  readonly focusable: boolean;
  readonly onSelect: () => void;
}

/** What happened, on which gate, who and when, and on exactly which request. */
export function AuditRow({ entry, selected, focusable, onSelect }: AuditRowProps) {
  const words = useWords();
  const writeInstant = useInstant();
  const { seq, at, who, about, decision } = entry;
  return (
    <button
      type="button"
      className={styles["row"]}
      data-entry={seq}
      aria-current={selected}
      tabIndex={focusable ? 0 : -1}
      onClick={onSelect}
    >
      <span className={styles["line"]}>
        <span className={styles["what"]}>{whatHappened(entry, words)}</span>
        {at !== undefined && <time dateTime={new Date(at).toISOString()}>{writeInstant(at, "seconds")}</time>}
      </span>
      <span className={styles["gate"]}>
        {decision !== undefined ? <SafeText text={decision.title} /> : about !== undefined && <SafeText text={about} />}
      </span>
      <span className={styles["soft"]}>
        <span>{words("audit.number", { seq })}</span>
        {who !== undefined && <SafeText text={who} />}
        {decision !== undefined && <code>{shortDigest(decision.digest)}</code>}
      </span>
    </button>
  );
}
