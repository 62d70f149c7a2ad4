import { homedir } from "node:os";
import { join } from "node:path";

/** Where prepared runtimes are kept between checkouts: outside every repository, and safe to delete. */
export function cacheFolder(...parts: string[]): string {
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "countersign", ...parts);
}
