import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { COMPATIBILITY_ELECTRON } from "#scripts/compatibility-runtime.ts";
import type { ElectronRuntime } from "#scripts/electron-binary.ts";
import { projectPath } from "#scripts/project-root.ts";

/** The Electron that goes into a package. Only its own binary, in the version we pin, makes one that may be given away. */
export interface PackagedRuntime {
  readonly folder: string;
  readonly version: string;
  readonly release: boolean;
}

interface ExtraFiles {
  readonly from: string;
  readonly to: string;
  readonly filter: readonly string[];
}

/** What that Electron is, judged by its own files and not by where it was found. */
export function describePackagedRuntime(electron: Exclude<ElectronRuntime, { kind: "none" }>): PackagedRuntime {
  const folder = dirname(electron.executablePath);
  const versionFile = join(folder, "version");
  const version = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : COMPATIBILITY_ELECTRON;
  return { folder, version, release: electron.kind === "electron" && version === pinnedElectron() };
}

/**
 * Files beside the app's archive. SECURITY: a package for release has none. The compatibility runtime brings no SQLite, so the
 * package that is only for tests carries the native stand-in where the bundled app looks for it.
 */
export function extraFiles({ release }: Pick<PackagedRuntime, "release">): readonly ExtraFiles[] {
  if (release) return [];
  return [
    besideTheApp("@photostructure/sqlite", [
      "dist/*.cjs",
      `prebuilds/${process.platform}-${process.arch}/*.glibc.node`,
    ]),
    besideTheApp("node-gyp-build", ["*.js"]),
  ];
}

function besideTheApp(name: string, files: readonly string[]): ExtraFiles {
  return { from: `node_modules/${name}`, to: `node_modules/${name}`, filter: ["package.json", "LICENSE", ...files] };
}

/** The Electron that we ship. */
export function pinnedElectron(): string {
  const manifest = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as {
    devDependencies: { electron: string };
  };
  return manifest.devDependencies.electron;
}
