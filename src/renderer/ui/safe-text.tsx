import { presentText } from "#core/present-text.ts";
import { Fragment } from "react";
import styles from "./safe-text.module.css";

interface SafeTextProps {
  readonly text: string;
  readonly look?: string | undefined;
}

// An engine that looks for places to break in one endless word takes time with the square of its length.
const ENDLESS = 4_000;
const STRETCH = 500;

/** Untrusted text: never markup, kept from turning its surroundings round, characters that act unseen written out. */
export function SafeText({ text, look }: SafeTextProps) {
  const pieces = presentText(text);
  return (
    <bdi className={look === undefined ? styles["text"] : `${styles["text"]} ${look}`}>
      {pieces.map((piece) =>
        piece.kind === "plain" ? (
          <PlainText key={piece.start} text={piece.text} />
        ) : (
          <bdi key={piece.start} dir="ltr" className={styles["marker"]}>
            {piece.text}
          </bdi>
        ),
      )}
    </bdi>
  );
}

interface PlainTextProps {
  readonly text: string;
}

/** The same characters; an endless text gets places to break, which are no characters. */
function PlainText({ text }: PlainTextProps) {
  if (text.length < ENDLESS) return text;
  const stretches = text.matchAll(new RegExp(`.{1,${STRETCH}}`, "gsu"));
  return Array.from(stretches, (stretch) => (
    <Fragment key={stretch.index}>
      {stretch[0]}
      <wbr />
    </Fragment>
  ));
}
