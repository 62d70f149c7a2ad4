import { nextZoom } from "#core/zoom.ts";
import { useCommandKeys } from "./use-command-keys.ts";
import { useChangePreferences, usePreferences } from "./use-preferences.ts";

/** Ctrl or ⌘ with +, − and 0, as in a browser. */
export function useZoomKeys(): void {
  const { zoom } = usePreferences().appearance;
  const { mutate } = useChangePreferences();
  const larger = () => mutate({ appearance: { zoom: nextZoom(zoom, "in") } });
  const smaller = () => mutate({ appearance: { zoom: nextZoom(zoom, "out") } });
  // The plus is above the equals sign on many keyboards, and nobody holds shift for it.
  useCommandKeys({
    "+": larger,
    "=": larger,
    "-": smaller,
    _: smaller,
    "0": () => mutate({ appearance: { zoom: 100 } }),
  });
}
