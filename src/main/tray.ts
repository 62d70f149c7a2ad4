import { app, Menu, type MenuItemConstructorOptions, nativeImage, Tray } from "electron";
import { join } from "node:path";
import type { TrayAction, TrayIcon, TrayMenuItem, TrayView } from "./present-tray.ts";

export interface ConsoleTray {
  /** Shows a new state; what is the same as before is not touched, so that a poll never makes it flicker. */
  readonly show: (view: TrayView, waiting: number) => void;
  readonly close: () => void;
}

/** The console's place in the tray: how many gates wait, and the way back to a window that was closed. */
export function openTray(first: TrayView, perform: (action: TrayAction) => void): ConsoleTray {
  const tray = new Tray(trayImage(first.icon));
  let shown: { icon: TrayIcon; tooltip: string; menu: string } = { icon: first.icon, tooltip: "", menu: "" };
  const show = ({ icon, tooltip, menu }: TrayView, waiting: number): void => {
    const next = { icon, tooltip, menu: JSON.stringify(menu) };
    if (next.icon !== shown.icon) tray.setImage(trayImage(icon));
    if (next.tooltip !== shown.tooltip) tray.setToolTip(tooltip);
    if (process.platform === "darwin") tray.setTitle(waiting === 0 ? "" : String(waiting));
    // Linux hands the whole menu to the desktop, so a changed label needs a new menu.
    if (next.menu !== shown.menu)
      tray.setContextMenu(Menu.buildFromTemplate(menu.map((item) => template(item, perform))));
    shown = next;
  };
  tray.on("click", () => perform("open"));
  show(first, 0);
  return { show, close: () => tray.destroy() };
}

function template(item: TrayMenuItem, perform: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case "text":
      return { label: item.label, enabled: false };
    case "line":
      return { type: "separator" };
    case "action":
      return { label: item.label, click: () => perform(item.action) };
    case "submenu":
      return { label: item.label, submenu: item.items.map((one) => template(one, perform)) };
  }
}

function trayImage(icon: TrayIcon): Electron.NativeImage {
  return nativeImage.createFromPath(join(app.getAppPath(), "resources", "tray", `${icon}.png`));
}
