import { presentText } from "#core/present-text.ts";
import styles from "./safe-text.module.css";

interface SafeTextProps {
  readonly text: string;
}

/** Untrusted text: never markup, kept from turning its surroundings round, characters that act unseen written out. */
export function SafeText({ text }: SafeTextProps) {
  const pieces = presentText(text);
  return (
    <bdi className={styles["text"]}>
      {pieces.map((piece, index) =>
        piece.kind === "plain" ? (
          piece.text
        ) : (
          <bdi key={index} dir="ltr" className={styles["marker"]}>
            {piece.text}
          </bdi>
        ),
      )}
    </bdi>
  );
}
