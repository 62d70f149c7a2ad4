import type { App } from "electron";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { UpdateSource } from "#app/updates.ts";
import { findUpdateFeed } from "./update-feed.ts";
import { createUpdater } from "./updater.ts";

/** Where this build gets its updates from; the archive's own manifest says so. */
export function openUpdates(app: App): UpdateSource {
  const manifest: unknown = JSON.parse(readFileSync(join(app.getAppPath(), "package.json"), "utf8"));
  const found = findUpdateFeed({ packaged: app.isPackaged, platform: process.platform, manifest });
  return found.kind === "off" ? found : { kind: "on", updater: createUpdater({ feed: found.feed }) };
}
