import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectPath } from "#scripts/project-root.ts";

const PARTS = [
  "src",
  "trigger",
  "test",
  "scripts",
  "resources",
  "package.json",
  "package-lock.json",
  "vitest.config.ts",
  "electron.vite.config.ts",
  "tsconfig.json",
  "tsconfig.base.json",
  "tsconfig.node.json",
];

export interface ScratchCopy {
  readonly folder: string;
  /** Changes a file for as long as the work takes. */
  readonly changed: <T>(file: string, change: (source: string) => string, work: () => Promise<T>) => Promise<T>;
  readonly remove: () => void;
}

/** A copy of the checkout that may be broken: sources of its own, the installed packages linked. */
export function makeScratchCopy(): ScratchCopy {
  const folder = mkdtempSync(join(tmpdir(), "countersign-guards-"));
  for (const part of PARTS) cpSync(projectPath(part), join(folder, part), { recursive: true });
  symlinkSync(projectPath("node_modules"), join(folder, "node_modules"));
  return {
    folder,
    changed: async (file, change, work) => {
      const path = join(folder, file);
      const source = readFileSync(path, "utf8");
      writeFileSync(path, change(source));
      try {
        return await work();
      } finally {
        writeFileSync(path, source);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
