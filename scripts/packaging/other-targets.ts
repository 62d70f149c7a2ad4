import { build, createTargets, Packager, Platform } from "electron-builder";
import { projectRoot } from "#scripts/project-root.ts";
import type { PackagedRuntime } from "./packaged-runtime.ts";

/** A package that is configured and was not built, and why. */
export interface NotBuilt {
  readonly target: string;
  readonly why: string;
}

/** @throws Error in electron-builder's words where `electron-builder.yml` is not right, for any of the systems it names. */
export async function validateConfiguration(): Promise<Packager["config"]> {
  const packager = new Packager({
    projectDir: projectRoot,
    targets: createTargets([Platform.LINUX, Platform.MAC, Platform.WINDOWS]),
  });
  await packager.validateConfig();
  return packager.config;
}

/** Builds what else can be built here, and says of the rest why not. */
export async function buildOtherTargets(
  unpacked: string,
  folder: string,
  { release }: Pick<PackagedRuntime, "release">,
): Promise<NotBuilt[]> {
  const appImage = release
    ? await buildAppImage(unpacked, folder)
    : "its tools come from GitHub, as Electron's own binary does, which cannot be reached from here";
  return [
    ...(appImage === undefined ? [] : [{ target: "AppImage", why: appImage }]),
    { target: "macOS dmg and zip", why: "they are built and signed on macOS; the configuration is valid" },
    {
      target: "Windows installer",
      why: "its tools come from GitHub and its signature needs a certificate; the configuration is valid",
    },
  ];
}

/** Why there is no AppImage, or undefined where there is one: a tool that cannot be fetched is no reason to lose the rest. */
async function buildAppImage(unpacked: string, folder: string): Promise<string | undefined> {
  try {
    await build({
      projectDir: projectRoot,
      targets: Platform.LINUX.createTarget("AppImage"),
      prepackaged: unpacked,
      publish: "never",
      config: { directories: { output: folder } },
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
