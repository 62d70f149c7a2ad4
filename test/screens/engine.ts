import { readFileSync } from "node:fs";
import { z } from "zod";
import { projectPath } from "#scripts/project-root.ts";

/** Names the Chromium that took the pictures in docs/screens: another one draws letters and lines a little differently. */
export const ENGINE_FILE = projectPath("test", "screens", "engine.json");

/** The version of the Chromium that took the kept pictures. */
export function engineOfPictures(): string {
  return z.strictObject({ chromium: z.string() }).parse(JSON.parse(readFileSync(ENGINE_FILE, "utf8"))).chromium;
}
