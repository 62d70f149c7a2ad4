import { presentText } from "#core/present-text.ts";
import styles from "./safe-text.module.css";

interface SafeTextProps {
  readonly text: string;
  readonly look?: string | undefined;
}

/** Untrusted text: never markup, kept from turning its surroundings round, characters that act unseen written out. */
export function SafeText({ text, look }: SafeTextProps) {
  const pieces = presentText(text);
  return (
    <bdi className={look === undefined ? styles["text"] : `${styles["text"]} ${look}`}>
      {pieces.map((piece) =>
        piece.kind === "plain" ? (
          piece.text
        ) : (
          <bdi key={piece.start} dir="ltr" className={styles["marker"]}>
            {piece.text}
          </bdi>
        ),
      )}
    </bdi>
  );
}
