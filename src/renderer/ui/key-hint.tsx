import styles from "./key-hint.module.css";

interface KeyHintProps {
  readonly keys: string;
}

/** The key that does the same; for eyes only, the button's name stays what it is. */
export function KeyHint({ keys }: KeyHintProps) {
  return (
    <kbd className={styles["key"]} aria-hidden>
      {keys}
    </kbd>
  );
}
