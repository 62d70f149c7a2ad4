/** Longer lines go on in the next row: one of a megabyte would otherwise be laid out as a whole. */
const LONGEST_ROW = 160;

/** One row on the screen; a long line of the text takes several. */
export interface RawRow {
  readonly key: number;
  /** The line's number, from 1, in its first row alone. */
  readonly line: number | undefined;
  readonly text: string;
}

/** A text cut into rows of the same height. */
export function cutIntoRows(text: string): RawRow[] {
  const rows: RawRow[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    let start = 0;
    do {
      const end = endOfRow(line, start);
      rows.push({ key: rows.length, line: start === 0 ? index + 1 : undefined, text: line.slice(start, end) });
      start = end;
    } while (start < line.length);
  }
  return rows;
}

/** The rows in which the words begin, whatever their case; none where nothing is searched. */
export function findRows(rows: readonly RawRow[], search: string): number[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return [];
  return rows.flatMap((row, index) => (holds(rows, index, row.text, wanted) ? [index] : []));
}

// A word may lie across the place where its line was cut.
function holds(rows: readonly RawRow[], index: number, text: string, wanted: string): boolean {
  const next = rows[index + 1];
  const rest = next?.line === undefined ? (next?.text.slice(0, wanted.length - 1) ?? "") : "";
  const at = (text + rest).toLowerCase().indexOf(wanted);
  return at >= 0 && at < text.length;
}

// Never between the halves of one character.
function endOfRow(line: string, start: number): number {
  const end = Math.min(line.length, start + LONGEST_ROW);
  const last = line.charCodeAt(end - 1);
  return end < line.length && last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
