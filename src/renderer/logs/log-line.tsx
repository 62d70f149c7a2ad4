import Anser from "anser";
import { SafeText } from "#renderer/ui/safe-text.tsx";
import styles from "./log-line.module.css";

interface LogTextProps {
  readonly text: string;
}

/** A log line with its ANSI colours as colours; whatever else it holds stays text. */
export function LogText({ text }: LogTextProps) {
  return (
    <>
      {Anser.ansiToJson(text, { use_classes: true, remove_empty: true }).map((piece, index) => (
        <span
          key={index}
          className={styles["piece"]}
          data-colour={colourName(piece.fg)}
          data-bold={piece.decorations.includes("bold")}
          data-dim={piece.decorations.includes("dim")}
        >
          <SafeText text={piece.content} />
        </span>
      ))}
    </>
  );
}

// Only the sixteen named colours: they have a reading in both themes, arbitrary ones have not.
function colourName(colour: string | null): string | undefined {
  return colour === null ? undefined : /^ansi-(?:bright-)?(red|green|yellow|blue|magenta|cyan)$/u.exec(colour)?.[1];
}
