import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

export interface WindowFile {
  readonly body: Buffer;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/**
 * Reads the built window into memory, keyed by URL path. SECURITY: what is not in this map does not exist, so no request
 * ever turns into a path on disk.
 */
export function readWindowFiles(folder: string): ReadonlyMap<string, WindowFile> {
  return new Map(listFiles(folder, ""));
}

// By hand, because the compatibility runtime's readdir does not know `recursive`.
function listFiles(folder: string, prefix: string): [string, WindowFile][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, WindowFile][] => {
    const path = join(folder, entry.name);
    const name = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(path, name);
    const type = TYPES[extname(entry.name)];
    return type === undefined ? [] : [[name, { body: readFileSync(path), type }]];
  });
}
