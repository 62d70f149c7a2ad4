import { useEffect, useEffectEvent } from "react";
import { revealEnd } from "#renderer/hooks/use-row-window.ts";

const BACKWARDS = new Set(["ArrowUp", "PageUp", "Home"]);

/** Keeps a growing list at its end, until a person turns back: the list's own scrolling never counts as that. */
export function useFollow(view: HTMLElement | null, count: number, following: boolean, onPause: () => void): void {
  useEffect(() => {
    if (following && view !== null && count > 0) revealEnd(view);
  }, [view, following, count]);

  const pause = useEffectEvent(() => onPause());
  useEffect(() => {
    if (view === null) return undefined;
    const turned = (event: WheelEvent): void => (event.deltaY < 0 ? pause() : undefined);
    const pressed = (event: KeyboardEvent): void => (BACKWARDS.has(event.key) ? pause() : undefined);
    // What scrolls has to be reachable by keyboard.
    view.setAttribute("tabindex", "0");
    view.addEventListener("wheel", turned, { passive: true });
    view.addEventListener("keydown", pressed);
    return () => {
      view.removeEventListener("wheel", turned);
      view.removeEventListener("keydown", pressed);
    };
  }, [view]);
}
