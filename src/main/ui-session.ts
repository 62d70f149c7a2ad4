import { session, type Session } from "electron";
import { serveAppScheme } from "./app-scheme.ts";
import { denyDownloads } from "./deny-downloads.ts";
import { denyEgress } from "./deny-egress.ts";
import { denyPermissions } from "./deny-permissions.ts";
import { readWindowFiles } from "./window-files.ts";

interface UiSession {
  readonly session: Session;
  /** Chromium takes the page's script. */
  readonly scriptRead: Promise<void>;
}

/** The window's session: in memory, without cache, serving its own files and refusing everything else. */
export function openUiSession(windowFolder: string, report: (refused: string) => void): UiSession {
  const ui = session.fromPartition("ui", { cache: false });
  const script = Promise.withResolvers<undefined>();
  serveAppScheme(ui, readWindowFiles(windowFolder), (path) => {
    if (path.endsWith(".js")) script.resolve(undefined);
  });
  denyPermissions(ui);
  denyDownloads(ui);
  denyEgress(ui, () => report("a request of the window to somewhere else"));
  ui.allowNTLMCredentialsForDomains("");
  return { session: ui, scriptRead: script.promise };
}
