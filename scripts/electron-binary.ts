import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import { prepareCompatibilityRuntime } from "./compatibility-runtime.ts";
import { announce } from "./progress.ts";
import { projectPath } from "./project-root.ts";
import { runCommand } from "./run-command.ts";

export type ElectronRuntime =
  | { kind: "electron"; executablePath: string }
  | { kind: "compatibility"; executablePath: string }
  | { kind: "none"; reason: string };

const DAY_MS = 24 * 60 * 60 * 1000;
const PROBE_MS = 8000;
const DOWNLOAD_MS = 600_000;
const RELEASES = "https://github.com/electron/electron/releases";

/**
 * Finds an Electron to run: its own binary where it is there or can be fetched, else the compatibility runtime, else none,
 * with the reason a person reads. A failed fetch is remembered for a day, so that a closed network costs its time once.
 */
export async function findElectron(now: number): Promise<ElectronRuntime> {
  const own = ownBinary() ?? (await fetchOwnBinary(now));
  if (own !== undefined) return { kind: "electron", executablePath: own };
  const prepared = await prepareCompatibilityRuntime();
  if (prepared.kind === "ready") return { kind: "compatibility", executablePath: prepared.executablePath };
  return { kind: "none", reason: `Electron's own binary cannot be fetched from here, and ${prepared.reason}` };
}

function ownBinary(): string | undefined {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override !== undefined) return join(override, "electron");
  const pathFile = projectPath("node_modules", "electron", "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const binary = projectPath("node_modules", "electron", "dist", readFileSync(pathFile, "utf8"));
  return existsSync(binary) ? binary : undefined;
}

async function fetchOwnBinary(now: number): Promise<string | undefined> {
  const note = cacheFolder("electron-unreachable");
  if (existsSync(note) && now - statSync(note).mtimeMs < DAY_MS) return undefined;
  if (await isReachable()) {
    announce("fetching Electron's own binary; once, about 120 MB");
    const installer = projectPath("node_modules", "electron", "install.js");
    await runCommand(process.execPath, [installer], { timeoutMs: DOWNLOAD_MS });
  }
  const binary = ownBinary();
  if (binary === undefined) {
    announce("Electron's own binary cannot be fetched from here; the compatibility runtime is used for a day");
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(note, "");
  }
  return binary;
}

/** A mirror is somebody's deliberate setting, so it is tried without asking whether the public place answers. */
async function isReachable(): Promise<boolean> {
  if (process.env["ELECTRON_MIRROR"] !== undefined) return true;
  return fetch(RELEASES, { method: "HEAD", signal: AbortSignal.timeout(PROBE_MS) }).then(
    (response) => response.ok,
    () => false,
  );
}
