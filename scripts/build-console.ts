import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { announce } from "./progress.ts";
import { projectPath } from "./project-root.ts";
import { runCommand } from "./run-command.ts";

const OUTPUTS = ["main/index.cjs", "preload/index.cjs", "renderer/index.html"].map((name) => projectPath("out", name));
const SOURCES = ["src", "electron.vite.config.ts", "package-lock.json"].map((name) => projectPath(name));
const BUILD_MS = 300_000;
const LOCK_STALE_MS = 120_000;

/**
 * Builds the console when a source is newer than what was built.
 * @throws with the builder's last words when it fails
 */
export async function buildConsole(): Promise<void> {
  if (isUpToDate()) return;
  await underLock(async () => {
    // Whoever held the lock has most likely built it.
    if (isUpToDate()) return;
    announce("building the console");
    const builder = projectPath("node_modules", "electron-vite", "bin", "electron-vite.js");
    const built = await runCommand(process.execPath, [builder, "build"], { timeoutMs: BUILD_MS });
    if (built.code !== 0) throw new Error(`The console could not be built:\n${(built.stderr || built.stdout).trim()}`);
  });
}

function isUpToDate(): boolean {
  if (!OUTPUTS.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...OUTPUTS.map((path) => statSync(path).mtimeMs));
  return Math.max(...SOURCES.map(newestChange)) <= oldest;
}

function newestChange(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const inside = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/u.test(entry.name))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(status.mtimeMs, ...inside);
}

/** Two builds into one folder would tear each other's files. A lock nobody refreshes is one whose owner died. */
async function underLock(work: () => Promise<void>): Promise<void> {
  const lock = projectPath("node_modules", ".countersign-build");
  for (;;) {
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (mine) break;
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LOCK_STALE_MS) {
      await rm(lock, { recursive: true, force: true });
    } else {
      await sleep(200);
    }
  }
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
