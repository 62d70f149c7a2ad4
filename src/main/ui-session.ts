import { session, type Session } from "electron";
import { serveAppScheme } from "./app-scheme.ts";
import { denyDownloads } from "./deny-downloads.ts";
import { denyEgress } from "./deny-egress.ts";
import { denyPermissions } from "./deny-permissions.ts";
import { readWindowFiles } from "./window-files.ts";

/** The window's session: in memory, without cache, serving its own files and refusing everything else. */
export function openUiSession(windowFolder: string, report: (refused: string) => void): Session {
  const ui = session.fromPartition("ui", { cache: false });
  serveAppScheme(ui, readWindowFiles(windowFolder));
  denyPermissions(ui);
  denyDownloads(ui);
  denyEgress(ui, () => report("a request of the window to somewhere else"));
  ui.allowNTLMCredentialsForDomains("");
  return ui;
}
