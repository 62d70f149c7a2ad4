import Anser from "anser";
import type { MethodOutput } from "#ipc/contract.ts";

type LogLine = MethodOutput<"card.logs">["lines"][number];

/** One row on the screen: a log entry may span several. */
export interface LogRow {
  readonly key: string;
  readonly at: number;
  readonly level: LogLine["level"];
  readonly text: string;
  readonly first: boolean;
}

/** The entries cut at line feeds, so that every row is equally high. */
export function layOutLog(lines: readonly LogLine[]): LogRow[] {
  return lines.flatMap((line) =>
    line.message.split(/\r?\n/u).map((text, index) => ({
      key: `${line.id}/${index}`,
      at: line.at,
      level: line.level,
      text,
      first: index === 0,
    })),
  );
}

/** A stretch of one colour; only the named colours, which have a reading in both themes. */
export interface LogPiece {
  readonly start: number;
  readonly text: string;
  readonly colour: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
}

/** Turns ANSI colour codes into pieces; whatever else the line holds stays text. */
export function colourPieces(text: string): LogPiece[] {
  let start = 0;
  return Anser.ansiToJson(text, { use_classes: true, remove_empty: true }).map((piece) => {
    const at = start;
    start += piece.content.length;
    return {
      start: at,
      text: piece.content,
      colour: colourName(piece.fg),
      bold: piece.decorations.includes("bold"),
      dim: piece.decorations.includes("dim"),
    };
  });
}

function colourName(colour: string | null): string | undefined {
  return colour === null ? undefined : /^ansi-(?:bright-)?(red|green|yellow|blue|magenta|cyan)$/u.exec(colour)?.[1];
}

/** The rows that hold the words, whatever their case; all of them where nothing is searched. */
export function searchLog(rows: readonly LogRow[], search: string): readonly LogRow[] {
  const wanted = search.trim().toLowerCase();
  return wanted === "" ? rows : rows.filter((row) => withoutColours(row.text).toLowerCase().includes(wanted));
}

/** The text without its colour codes, for searching and copying. */
export function withoutColours(text: string): string {
  return text.replaceAll(COLOUR_CODE, "");
}

const COLOUR_CODE = new RegExp(`${String.fromCodePoint(0x1b)}\\[[0-9;]*m`, "gu");
