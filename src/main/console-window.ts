import { app, autoUpdater, BrowserWindow, nativeTheme, screen, type Session } from "electron";
import { join } from "node:path";
import { applyContentProtection, applyZoom } from "./apply-appearance.ts";
import type { PreferenceStore } from "./preferences.ts";
import { windowPreferences } from "./window-preferences.ts";
import { WINDOW_URL } from "./window-url.ts";
import type { SettingsStore, WindowBounds } from "./settings.ts";

export interface ConsoleWindow {
  /** The window while it exists. */
  readonly current: () => BrowserWindow | undefined;
  /** Brings it to the front, whatever it was doing. */
  readonly show: () => void;
}

interface ConsoleWindowOptions {
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly preferences: PreferenceStore;
  /** Without a window on the screen until it is asked for. */
  readonly startHidden: boolean;
  /** Hears that the operator closed the window, which keeps running in the tray. */
  readonly onHidden: () => void;
}

const DEFAULT_SIZE = { width: 1200, height: 800 };

/** Opens the one window. Closing it hides it: the tray, the poll and the outbox go on until the operator quits. */
export function openConsoleWindow(options: ConsoleWindowOptions): ConsoleWindow {
  const { session, settings, preferences, startHidden, onHidden } = options;
  const window = new BrowserWindow({
    ...visibleBounds(settings.read().windowBounds),
    minWidth: 720,
    minHeight: 480,
    title: "Countersign",
    icon: join(app.getAppPath(), "resources", "icon.png"),
    show: false,
    // Painted before the page is: without it a dark desktop flashes white.
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#16181d" : "#f7f7f5",
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload: join(app.getAppPath(), "out", "preload", "index.cjs"),
      ...windowPreferences(app.isPackaged),
    },
  });
  applyZoom(window, preferences);
  applyContentProtection(window, preferences);
  let quitting = false;
  app.once("before-quit", () => (quitting = true));
  // On macOS an update closes the windows first and says so here.
  autoUpdater.once("before-quit-for-update", () => (quitting = true));
  if (!startHidden) window.once("ready-to-show", () => window.show());
  window.on("page-title-updated", (event) => event.preventDefault());
  window.on("close", (event) => {
    if (!window.isMinimized() && !window.isFullScreen()) settings.change({ windowBounds: window.getNormalBounds() });
    if (quitting) return;
    event.preventDefault();
    window.hide();
    onHidden();
  });
  void window.loadURL(WINDOW_URL);

  return {
    current: () => (window.isDestroyed() ? undefined : window),
    show: () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** Remembered bounds, unless the screen they were on is gone. */
function visibleBounds(bounds: WindowBounds | undefined): Partial<WindowBounds> {
  if (bounds === undefined) return DEFAULT_SIZE;
  const { workArea } = screen.getDisplayMatching(bounds);
  const isVisible =
    bounds.x < workArea.x + workArea.width &&
    bounds.x + bounds.width > workArea.x &&
    bounds.y < workArea.y + workArea.height &&
    bounds.y + bounds.height > workArea.y;
  return isVisible ? bounds : { width: bounds.width, height: bounds.height };
}
