import { join } from "node:path";

/** The checkout this script belongs to, wherever it was started from. */
export const projectRoot = join(import.meta.dirname, "..");

/** A path inside the checkout. */
export function projectPath(...parts: string[]): string {
  return join(projectRoot, ...parts);
}
