import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { signalProcess, untilGone } from "./processes.ts";
import type { RunningServer } from "./serve.ts";

export interface WorkerParts {
  readonly server: RunningServer;
  readonly dataDir: string;
  /** The folder with trigger.config.ts. */
  readonly workerDir: string;
  readonly projectDir: string;
  /** The environment that the sandbox itself was started with. */
  readonly outer: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

const STOP_MS = 8_000;
const FLAGS = [
  "--skip-update-check",
  "--skip-telemetry",
  "--skip-platform-notifications",
  "--skip-mcp-install",
  "--skip-rules-install",
];

/**
 * Starts the real `trigger dev` against the server, leading a process group of its own.
 *
 * @returns its process id.
 * @throws Error where the folder is no Trigger.dev project.
 */
export async function spawnWorker(parts: WorkerParts): Promise<number> {
  const { server, dataDir, workerDir, projectDir, outer, say } = parts;
  if (!existsSync(join(workerDir, "trigger.config.ts"))) {
    throw new Error(`${workerDir} has no trigger.config.ts. Name the project's folder with --worker-dir.`);
  }
  const { identity, url } = server;
  say(`Starting the worker (trigger dev) in ${workerDir}.`);
  // To a file and not to a pipe: a worker that outlives a killed sandbox has to have somewhere to write.
  const log = openSync(workerLogPath(dataDir), "a", 0o600);
  const args = ["dev", ...FLAGS, "--branch", branchName(dataDir), "--project-ref", identity.projectRef];
  const child = spawn(process.execPath, [cliPath(projectDir), ...args], {
    cwd: workerDir,
    env: {
      ...withoutSecrets(outer),
      TRIGGER_ACCESS_TOKEN: identity.accessToken,
      TRIGGER_API_URL: url,
      NO_COLOR: "1",
      ...server.sandbox.taskEnvironment(),
    },
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  await new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  child.unref();
  if (child.pid === undefined) throw new Error("The worker has no process.");
  return child.pid;
}

/** Ends a worker, gently first, with its compiler and the processes of its runs. */
export async function stopWorker(pid: number): Promise<void> {
  signalProcess(pid, "SIGTERM");
  await untilGone(pid, { ms: STOP_MS });
  signalProcess(-pid, "SIGKILL");
}

/** True where the process is a `trigger dev`: a number in a file may belong to somebody else by now. */
export async function isWorker(pid: number): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, "utf8")).includes("trigger.dev");
  } catch {
    return false;
  }
}

/** The last lines of what the worker printed. */
export async function endOfWorkerLog(dataDir: string): Promise<string> {
  const text = await readFile(workerLogPath(dataDir), "utf8").catch(() => "");
  return text.split("\n").slice(-15).join("\n").trim();
}

export function workerLogPath(dataDir: string): string {
  return join(dataDir, "worker.log");
}

// The CLI names its lock, its build folder and its watchdog by the branch: a name for each data folder keeps the
// sessions of several sandboxes apart in one project.
function branchName(dataDir: string): string {
  return `sandbox-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
}

function cliPath(projectDir: string): string {
  const manifest = createRequire(join(projectDir, "package.json")).resolve("trigger.dev/package.json");
  return join(dirname(manifest), "dist", "esm", "index.js");
}

// What the operator's shell holds is not the tasks' business; what they need, they are given by name.
const SECRETS = /^(?:TRIGGER_|COUNTERSIGN_|OPENAI_|DATABASE_URL$|OTEL_)/u;

function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.test(name)));
}
