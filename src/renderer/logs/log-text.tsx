import { SafeText } from "#renderer/ui/safe-text.tsx";
import { colourPieces, type LogPiece } from "./log-rows.ts";
import styles from "./log-text.module.css";

interface LogTextProps {
  readonly text: string;
}

/** A log line with its ANSI colours as colours. */
export function LogText({ text }: LogTextProps) {
  return (
    <>
      {colourPieces(text).map((piece) => (
        <SafeText key={piece.start} text={piece.text} look={lookOf(piece)} />
      ))}
    </>
  );
}

function lookOf({ colour, bold, dim }: LogPiece): string | undefined {
  const looks = [colour, bold ? "bold" : undefined, dim ? "dim" : undefined].flatMap((name) =>
    name === undefined ? [] : [styles[name] ?? ""],
  );
  return looks.length === 0 ? undefined : looks.join(" ");
}
