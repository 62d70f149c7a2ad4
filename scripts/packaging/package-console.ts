import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildConsole } from "#scripts/build-console.ts";
import { findElectron } from "#scripts/electron-binary.ts";
import { announce } from "#scripts/progress.ts";
import { projectPath } from "#scripts/project-root.ts";
import { buildUnpacked, packageName } from "./build-unpacked.ts";
import { buildDebianPackage } from "./debian-package.ts";
import { readFuses } from "./fuses.ts";
import { lookInside } from "./look-inside.ts";
import { buildOtherTargets, type NotBuilt, validateConfiguration } from "./other-targets.ts";
import { describePackagedRuntime } from "./packaged-runtime.ts";
import { writeSoftwareBill } from "./software-bill.ts";

/** What `npm run package` prints: everything read back from what was built, nothing from what was asked for. */
export interface PackageReport {
  readonly unpacked: string;
  readonly deb: string | null;
  readonly release: boolean;
  readonly electron: string;
  readonly fuses: Readonly<Record<string, string>>;
  readonly nativeModules: readonly string[];
  readonly installScripts: readonly string[];
  readonly sbom: string;
  readonly notBuilt: readonly NotBuilt[];
}

/**
 * Builds the unpacked Linux app, its `.deb` and the list of its parts into that folder.
 *
 * @throws Error in words where there is no Electron to pack, where the configuration is not right, and where a package for
 * release would carry a native module or an install script.
 */
export async function packageConsole(folder: string): Promise<PackageReport> {
  if (process.platform !== "linux") {
    throw new Error("npm run package builds for Linux, on Linux. docs/packaging.md says how the others are built.");
  }
  const electron = await findElectron(Date.now());
  if (electron.kind === "none") throw new Error(`There is no Electron to pack: ${electron.reason}.`);
  const runtime = describePackagedRuntime(electron);
  await validateConfiguration();
  await buildConsole();
  await mkdir(folder, { recursive: true });

  const { version } = JSON.parse(await readFile(projectPath("package.json"), "utf8")) as { version: string };
  const name = packageName(version, runtime.release);
  announce(`packing ${name} with Electron ${runtime.version}`);
  const unpacked = await buildUnpacked(folder, name, runtime);
  const { nativeModules, installScripts } = lookInside(unpacked);
  if (runtime.release && nativeModules.length + installScripts.length > 0) {
    throw new Error(`A package for release must not carry ${[...nativeModules, ...installScripts].join(", ")}.`);
  }
  const sbom = join(folder, `${name}.cdx.json`);
  await writeSoftwareBill(sbom, runtime);
  announce("building the .deb");
  const deb = await buildDebianPackage(unpacked, join(folder, `${name}.deb`), {
    version,
    release: runtime.release,
  });
  return {
    unpacked,
    deb: deb.kind === "built" ? deb.path : null,
    release: runtime.release,
    electron: runtime.version,
    fuses: await readFuses(join(unpacked, "countersign")),
    nativeModules,
    installScripts,
    sbom,
    notBuilt: [
      ...(deb.kind === "built" ? [] : [{ target: "deb", why: deb.why }]),
      ...(await buildOtherTargets(unpacked, folder, runtime)),
    ],
  };
}
