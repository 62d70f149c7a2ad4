import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { App } from "electron";
import { messageOf } from "#app/link-failure.ts";
import { ConsoleError } from "#core/error.ts";

/** Where this console keeps its files. */
export interface HomeFolder {
  /** Database, settings and vault. */
  readonly data: string;
  readonly logs: string;
}

/**
 * Moves every file of ours, and every file of Chromium's, under `COUNTERSIGN_HOME` where that is set.
 * Must run before the app is ready and before anything asks for a path.
 *
 * @throws ConsoleError `store/refused` in words where the folder cannot be used.
 */
export function prepareHomeFolder(app: App, home: string | undefined): HomeFolder {
  const root = home ?? app.getPath("userData");
  const folder = { data: join(root, "data"), logs: join(root, "logs") };
  try {
    for (const path of Object.values(folder)) mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ConsoleError(
      "store/refused",
      `Its files cannot be kept in ${root}: ${messageOf(error)}. Choose another folder.`,
    );
  }
  app.setPath("userData", join(root, "chromium"));
  app.setPath("sessionData", join(root, "chromium"));
  app.setPath("crashDumps", join(root, "crashes"));
  app.setAppLogsPath(folder.logs);
  return folder;
}
