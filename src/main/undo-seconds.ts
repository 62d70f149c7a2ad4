const LONGEST_UNDO_SECONDS = 60;

/** The undo window that the start was given, seconds; undefined where it was given none, or none that can be read. */
export function readUndoSeconds(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, LONGEST_UNDO_SECONDS) : undefined;
}
