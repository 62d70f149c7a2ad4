import type { Card } from "#renderer/hooks/use-card.ts";
import { useDuration } from "#renderer/hooks/use-duration.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./haste-note.module.css";

interface HasteNoteProps {
  readonly haste: NonNullable<Card["haste"]>;
}

/** One line above the buttons, where approvals of late were too quick to have been read. It keeps nobody from anything. */
export function HasteNote({ haste }: HasteNoteProps) {
  const words = useWords();
  const writeDuration = useDuration();
  return (
    <p className={styles["note"]} role="note">
      {words("haste.note", { count: haste.approvals, median: writeDuration(haste.median) })}
    </p>
  );
}
