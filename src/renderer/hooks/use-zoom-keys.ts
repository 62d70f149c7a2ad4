import { nextZoom } from "#core/zoom.ts";
import { useCommandKeys } from "./use-command-keys.ts";
import { useChangePreferences, useLatestPreferences } from "./use-preferences.ts";

/** Ctrl or ⌘ with +, − and 0, as in a browser. */
export function useZoomKeys(): void {
  const latest = useLatestPreferences();
  const { mutate } = useChangePreferences();
  const larger = () => mutate({ appearance: { zoom: nextZoom(latest().appearance.zoom, "in") } });
  const smaller = () => mutate({ appearance: { zoom: nextZoom(latest().appearance.zoom, "out") } });
  // The plus is above the equals sign on many keyboards, and nobody holds shift for it.
  useCommandKeys({
    "+": larger,
    "=": larger,
    "-": smaller,
    _: smaller,
    "0": () => mutate({ appearance: { zoom: 100 } }),
  });
}
