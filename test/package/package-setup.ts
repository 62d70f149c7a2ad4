import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { INSTALLED_AT } from "#scripts/packaging/debian-texts.ts";
import { packageConsole, type PackageReport } from "#scripts/packaging/package-console.ts";
import { runCommand } from "#scripts/run-command.ts";

export interface Packaged {
  readonly report: PackageReport;
  /** The folder that the `.deb` puts on a computer, unpacked here with its modes. */
  readonly installed: string;
  readonly deb: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    packaged: Packaged;
  }
}

/** Builds the package once for all files and unpacks it as an installation would; both are taken away at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-package-"));
  // The ordinary person who starts it has to reach it.
  await chmod(folder, 0o755);
  try {
    const report = await packageConsole(folder);
    if (report.deb === null) throw new Error("There is no .deb: this system has no dpkg.");
    const root = join(folder, "installed");
    await mkdir(root);
    const unpacked = await runCommand("dpkg-deb", ["-x", report.deb, root]);
    if (unpacked.code !== 0) throw new Error(`The .deb cannot be unpacked: ${unpacked.stderr}`);
    await chmod(root, 0o755);
    project.provide("packaged", { report, installed: join(root, INSTALLED_AT), deb: report.deb });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
