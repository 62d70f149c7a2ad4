import { type BrowserWindow, nativeTheme } from "electron";
import type { PreferenceStore } from "./preferences.ts";

/** Before there is a window: its first paint and the system's own dialogs are in the chosen theme. */
export function applyTheme(preferences: PreferenceStore): void {
  nativeTheme.themeSource = preferences.read().appearance.theme;
  preferences.onChange(({ appearance }) => (nativeTheme.themeSource = appearance.theme));
}

/** The window at the chosen size; Chromium forgets it at each load. */
export function applyZoom(window: BrowserWindow, preferences: PreferenceStore): void {
  const apply = (): void => {
    if (!window.isDestroyed()) window.webContents.setZoomFactor(preferences.read().appearance.zoom / 100);
  };
  window.webContents.on("did-finish-load", apply);
  preferences.onChange(apply);
}

/** SECURITY: where the operator asks for it, screenshots and shared screens show nothing of the window. */
export function applyContentProtection(window: BrowserWindow, preferences: PreferenceStore): void {
  const apply = (): void => {
    if (!window.isDestroyed()) window.setContentProtection(preferences.read().privacy.hideFromCapture);
  };
  apply();
  preferences.onChange(apply);
}
