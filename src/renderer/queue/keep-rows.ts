import { replaceEqualDeep } from "@tanstack/react-query";
import type { QueuePage } from "#ipc/contract.ts";

/**
 * The new page with every row that says the same as before, wherever it stands now: only what changed is rendered again.
 * TanStack Query's own way compares place by place, and one row more on top makes all others new ones.
 */
export function keepRows(before: QueuePage | undefined, after: QueuePage): QueuePage {
  if (before === undefined) return after;
  const known = new Map(before.rows.map((row) => [row.tokenId, row]));
  const rows = after.rows.map((row) => replaceEqualDeep(known.get(row.tokenId), row));
  const isMoved = rows.length !== before.rows.length || rows.some((row, index) => row !== before.rows[index]);
  return isMoved ? { ...after, rows } : replaceEqualDeep(before, after);
}
