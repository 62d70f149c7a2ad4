import { app, Menu, nativeImage, Tray } from "electron";
import { join } from "node:path";
import { presentTray, type TrayIcon, type TrayState } from "./present-tray.ts";

export interface ConsoleTray {
  /** Shows a new state; the same state again changes nothing, so that a poll never makes it flicker. */
  readonly show: (state: TrayState) => void;
  readonly close: () => void;
}

export interface TrayActions {
  readonly open: () => void;
  readonly checkNow: () => void;
  readonly quit: () => void;
}

/** The console's place in the tray: how many gates wait, and the way back to a window that was closed. */
export function openTray(actions: TrayActions): ConsoleTray {
  const tray = new Tray(trayImage("idle"));
  let shown: string | undefined;
  const show = (state: TrayState): void => {
    const view = presentTray(state);
    const next = JSON.stringify(view);
    if (next === shown) return;
    shown = next;
    tray.setImage(trayImage(view.icon));
    tray.setToolTip(view.tooltip);
    if (process.platform === "darwin") tray.setTitle(state.waiting === 0 ? "" : String(state.waiting));
    app.setBadgeCount(state.waiting);
    // Linux hands the whole menu to the desktop, so a changed label needs a new menu.
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: view.waitingLabel, enabled: false },
        { type: "separator" },
        { label: "Open Countersign", click: actions.open },
        { label: "Check now", click: actions.checkNow },
        { type: "separator" },
        { label: "Quit", click: actions.quit },
      ]),
    );
  };
  tray.on("click", actions.open);
  show({ waiting: 0, urgent: false, connection: "online" });
  return { show, close: () => tray.destroy() };
}

function trayImage(icon: TrayIcon): Electron.NativeImage {
  return nativeImage.createFromPath(join(app.getAppPath(), "resources", "tray", `${icon}.png`));
}
