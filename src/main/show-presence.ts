import { app, type BrowserWindow, nativeImage } from "electron";
import { join } from "node:path";
import { attentionFor, badgeFor } from "./presence.ts";
import type { Words } from "./words.ts";

/** Puts the number of waiting gates on the console's icon, as far as this system has a place for it. */
export function showBadge(window: BrowserWindow | undefined, words: Words, waiting: number): void {
  const badge = badgeFor(process.platform, waiting);
  if (badge.way === "count") app.setBadgeCount(badge.count);
  else
    window?.setOverlayIcon(
      badge.picture === undefined ? null : overlayImage(badge.picture),
      waiting === 0 ? "" : words.say("overlay.waiting", { count: waiting }),
    );
}

/** Draws the eye to a window that is not in front; it ends by itself once the window is. */
export function askForAttention(
  window: BrowserWindow | undefined,
  notice: { readonly urgent: boolean; readonly critical: boolean },
): void {
  if (window === undefined || window.isFocused()) return;
  const attention = attentionFor(process.platform, notice);
  if (attention === "none") return;
  if (attention === "flash") {
    window.flashFrame(true);
    window.once("focus", () => window.flashFrame(false));
  } else app.dock?.bounce(attention === "bounce-until-seen" ? "critical" : "informational");
}

function overlayImage(picture: string): Electron.NativeImage {
  return nativeImage.createFromPath(join(app.getAppPath(), "resources", "overlay", `${picture}.png`));
}
