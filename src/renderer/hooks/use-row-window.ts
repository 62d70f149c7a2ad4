import { useState, useSyncExternalStore } from "react";
import { beginPlace, placeOf, scrollTo, watchPlace } from "./view-place.ts";

interface RowWindowOptions {
  readonly count: number;
  readonly rowHeight: number;
  /** Rows kept ready above and below what is visible. */
  readonly spare: number;
}

export interface RowWindow {
  /** Goes on the scrolling element. */
  readonly attach: (view: HTMLElement | null) => void;
  readonly view: HTMLElement | null;
  /** The rows that exist, first and last; `to` is below `from` where there are none. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly number[];
}

/**
 * Which rows of a long list have to exist. All rows are equally high, so it takes one division and no measuring; the list
 * is painted again only when another row comes into view, not on every pixel scrolled.
 */
export function useRowWindow({ count, rowHeight, spare }: RowWindowOptions): RowWindow {
  const [view, setView] = useState<HTMLElement | null>(null);
  const subscribe = (listener: () => void) => watchPlace(view, listener);
  const first = useSyncExternalStore(subscribe, () => Math.floor(placeOf(view).top / rowHeight));
  const visible = useSyncExternalStore(subscribe, () => Math.ceil(placeOf(view).height / rowHeight));
  const from = Math.max(0, Math.min(first, count - 1) - spare);
  const to = Math.min(count - 1, first + visible + spare);
  return {
    attach: (element) => {
      if (element !== null) beginPlace(element);
      setView(element);
    },
    view,
    from,
    to,
    rows: Array.from({ length: Math.max(0, to - from + 1) }, (_, row) => from + row),
  };
}

/** The first and the last row that are wholly in view; `to` is below `from` where none is. */
export function useWholeRows(
  view: HTMLElement | null,
  count: number,
  rowHeight: number,
): { readonly from: number; readonly to: number } {
  const subscribe = (listener: () => void) => watchPlace(view, listener);
  const from = useSyncExternalStore(subscribe, () => Math.ceil(placeOf(view).top / rowHeight));
  const end = useSyncExternalStore(subscribe, () => Math.floor((placeOf(view).top + placeOf(view).height) / rowHeight));
  return { from, to: Math.min(count, end) - 1 };
}

/** Scrolls to the last row. */
export function revealEnd(view: HTMLElement): void {
  scrollTo(view, view.scrollHeight);
}

/** Scrolls only as far as needed for the row to be wholly visible. */
export function revealRow(view: HTMLElement, row: number, rowHeight: number): void {
  const top = row * rowHeight;
  if (top < view.scrollTop) scrollTo(view, top);
  else if (top + rowHeight > view.scrollTop + view.clientHeight) scrollTo(view, top + rowHeight - view.clientHeight);
}
