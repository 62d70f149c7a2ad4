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
