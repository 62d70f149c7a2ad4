import { execFile } from "node:child_process";

/** Whether the system asks for silence. `unreadable` where it has no way to tell, and then holds notices back itself. */
export type DoNotDisturb = "on" | "off" | "unreadable";

const PATIENCE_MS = 1_000;
const SHOW_BANNERS = ["get", "org.gnome.desktop.notifications", "show-banners"];

/**
 * Reads GNOME's setting without ever blocking. macOS (Focus) and Windows (focus assist) tell it to native code alone, and
 * keep notices back by themselves.
 */
export function readDoNotDisturb(platform: NodeJS.Platform): Promise<DoNotDisturb> {
  if (platform !== "linux") return Promise.resolve("unreadable");
  return new Promise((resolve) => {
    execFile("gsettings", SHOW_BANNERS, { timeout: PATIENCE_MS, windowsHide: true }, (error, stdout) => {
      const answer = stdout.trim();
      if (error !== null || (answer !== "true" && answer !== "false")) resolve("unreadable");
      else resolve(answer === "false" ? "on" : "off");
    });
  });
}
