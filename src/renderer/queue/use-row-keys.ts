import { useEffect, useEffectEvent, useRef } from "react";
import { flushSync } from "react-dom";
import { useHotkeys } from "react-hotkeys-hook";
import { useClient } from "#renderer/client-context.ts";
import { isDialogOpen, useWindowKey } from "#renderer/hooks/use-window-key.ts";
import type { QueueFilter } from "./queue-filter.ts";
import { type QueueRows, readPlace, readRow } from "./use-queue-rows.ts";

interface RowKeys {
  readonly filter: QueueFilter;
  readonly rows: QueueRows;
  readonly selected: string | undefined;
  readonly place: number | undefined;
  readonly onSelect: (tokenId: string, how: "keys" | "pointer") => void;
  /** With Shift: selects everything up to there; undefined where nothing can be selected. */
  readonly onExtend: ((tokenId: string) => Promise<void>) | undefined;
}

/** j, k and the arrows: the neighbour of the open gate; where that one left the list, whatever slid into its place. */
export function useRowKeys({ filter, rows, selected, place, onSelect, onExtend }: RowKeys): void {
  const client = useClient();
  const lastPlace = useRef(0);
  useEffect(() => {
    if (place !== undefined) lastPlace.current = place;
  }, [place]);

  async function move(step: 1 | -1, extend = false): Promise<void> {
    if (rows.total === 0) return;
    const target = await targetPlace(step);
    const index = Math.min(Math.max(target, 0), rows.total - 1);
    const row = rows.rowAt(index) ?? (await readRow(client, filter, index));
    if (row === undefined) return;
    // The selection begins at the row that was left, not at the one that was reached.
    if (extend && selected !== undefined) await onExtend?.(selected);
    // At once, and not with the next frame: an Enter that follows closely is meant for this row.
    flushSync(() => onSelect(row.tokenId, "keys"));
    if (!focusRow(row.tokenId)) requestAnimationFrame(() => focusRow(row.tokenId));
    if (extend) await onExtend?.(row.tokenId);
  }

  async function targetPlace(step: 1 | -1): Promise<number> {
    if (selected === undefined) return 0;
    const current = place ?? (await readPlace(client, filter, selected));
    if (current !== undefined) return current + step;
    return step === 1 ? lastPlace.current : lastPlace.current - 1;
  }

  const moved = useEffectEvent((step: 1 | -1) => void move(step));
  const extended = useEffectEvent((step: 1 | -1) => void move(step, true));
  const canExtend = onExtend !== undefined;
  useWindowKey("shift+j", () => extended(1), { repeats: true, enabled: canExtend });
  useWindowKey("shift+k", () => extended(-1), { repeats: true, enabled: canExtend });
  useHotkeys("shift+down", () => extended(1), {
    preventDefault: true,
    ignoreEventWhen: scrollsByItself,
    enabled: canExtend,
  });
  useHotkeys("shift+up", () => extended(-1), {
    preventDefault: true,
    ignoreEventWhen: scrollsByItself,
    enabled: canExtend,
  });
  useWindowKey("j", () => moved(1), { repeats: true });
  useWindowKey("k", () => moved(-1), { repeats: true });
  useHotkeys("down", () => moved(1), { preventDefault: true, ignoreEventWhen: scrollsByItself });
  useHotkeys("up", () => moved(-1), { preventDefault: true, ignoreEventWhen: scrollsByItself });
}

// The focus goes with the open gate, unless it is somewhere that the operator put it on purpose. False where there is no row yet.
function focusRow(tokenId: string): boolean {
  const focused = document.activeElement;
  const free = focused === null || focused === document.body || focused.matches("[data-token]");
  const row = document.querySelector<HTMLElement>(`[data-token="${tokenId}"]`);
  if (free) row?.focus({ preventScroll: true });
  return row !== null;
}

// Inside a scrolling part the arrows belong to it.
function scrollsByItself(event: KeyboardEvent): boolean {
  return isDialogOpen() || (event.target instanceof Element && event.target.closest("[data-arrows='own']") !== null);
}
