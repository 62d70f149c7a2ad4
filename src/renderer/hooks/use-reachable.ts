import { useEffect } from "react";

/** What scrolls has to be reachable by keyboard, although nothing in it takes the focus. */
export function useReachable(view: HTMLElement | null): void {
  useEffect(() => view?.setAttribute("tabindex", "0"), [view]);
}
