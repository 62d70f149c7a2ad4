import { build, Platform } from "electron-builder";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "#scripts/project-root.ts";
import { fusesFor } from "./fuses.ts";
import { extraFiles, type PackagedRuntime } from "./packaged-runtime.ts";

/** The name of a package and of everything made from it: one that may not be given away says so. */
export function packageName(version: string, release: boolean): string {
  return `countersign-${version}-linux-${process.arch}${release ? "" : "-not-for-release"}`;
}

/**
 * Packs the built console with that Electron into `<folder>/<name>`, fuses flipped, and answers with the path.
 *
 * @throws Error in electron-builder's words where its configuration or the files are not right, and where the Electron has a
 * fuse that we have not decided on.
 */
export async function buildUnpacked(folder: string, name: string, runtime: PackagedRuntime): Promise<string> {
  // A folder of its own, so that a package appears in one step and two builds never share one.
  const work = await mkdtemp(join(folder, ".packing-"));
  try {
    await build({
      projectDir: projectRoot,
      targets: Platform.LINUX.createTarget("dir"),
      publish: "never",
      config: {
        directories: { output: work },
        electronDist: runtime.folder,
        electronVersion: runtime.version,
        extraResources: extraFiles(runtime).map((files) => ({ ...files, filter: [...files.filter] })),
        // Flipped below, all of them: electron-builder knows fewer and would let a new one pass.
        electronFuses: null,
        afterExtract: ({ appOutDir }) => removeForeignApps(join(appOutDir, "resources")),
        afterPack: async (context) => {
          const binary = join(context.appOutDir, "countersign");
          await context.packager.addElectronFuses(context, await fusesFor(binary));
        },
      },
    });
    const unpacked = join(folder, name);
    await rm(unpacked, { recursive: true, force: true });
    await rename(join(work, "linux-unpacked"), unpacked);
    return unpacked;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** SECURITY: an Electron that is not fresh from its archive may bring an app of its own. */
async function removeForeignApps(resources: string): Promise<void> {
  for (const name of ["app", "app.asar", "default_app.asar"]) {
    await rm(join(resources, name), { recursive: true, force: true });
  }
}
