import { useErrorWords } from "#renderer/messages/error-words.ts";
import { useWords } from "#renderer/messages/words.ts";
import styles from "./section.module.css";

interface NotSavedProps {
  readonly error: Error | null;
}

/** Says that a change did not reach the disk, and why. */
export function NotSaved({ error }: NotSavedProps) {
  const words = useWords();
  const tell = useErrorWords();
  return error === null ? null : (
    <p role="alert" className={styles["problem"]}>
      {words("settings.notSaved", { reason: tell(error) })}
    </p>
  );
}
