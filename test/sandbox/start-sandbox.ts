import { ApiClient } from "@trigger.dev/core/v3";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { noteKey } from "#test/canary/leftovers.ts";

const ReadyLine = z.strictObject({
  url: z.url(),
  secretKey: z.string(),
  databaseUrl: z.string().nullable(),
  projectRef: z.string(),
  version: z.string(),
});
type ReadyLine = z.infer<typeof ReadyLine>;

export interface StartedSandbox {
  /** What it said on stdout; after a restart, what the new process said. */
  ready(): ReadyLine;
  readonly dataDir: string;
  /** The vendor's client for it, without retries. */
  api(): ApiClient;
  /** Everything on stderr so far. */
  errors(): string;
  pid(): number;
  /** The `trigger dev` that belongs to it, where there is one. */
  workerPid(): Promise<number>;
  /** Ends the process as a power switch would; what it started lives on. */
  readonly kill9: () => Promise<void>;
  /** Starts again on the same data. */
  restart(moreArgs?: readonly string[]): Promise<ReadyLine>;
  /** Ends everything and removes the folder. */
  readonly stop: () => Promise<void>;
}

interface StartOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const START_FILE = fileURLToPath(new URL("../../src/sandbox/start.ts", import.meta.url));
const PROJECT_DIR = fileURLToPath(new URL("../../", import.meta.url));

/** Starts `src/sandbox/start.ts` as its own process, in a folder of its own and on a free port. */
export async function startSandbox({ args = [], env = {} }: StartOptions = {}): Promise<StartedSandbox> {
  const dataDir = await mkdtemp(join(tmpdir(), "countersign-sandbox-"));
  let errors = "";
  let child: ChildProcess | undefined;
  let ready: ReadyLine | undefined;

  const launch = async (moreArgs: readonly string[]): Promise<ReadyLine> => {
    const started = spawn(process.execPath, [START_FILE, "--data", dataDir, ...args, ...moreArgs], {
      cwd: PROJECT_DIR,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    started.stderr.on("data", (chunk) => {
      errors += String(chunk);
    });
    const line = await firstLine(started, () => errors);
    ready = ReadyLine.parse(JSON.parse(line));
    noteKey(ready.secretKey);
    return ready;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  const current = (): ReadyLine => {
    if (ready === undefined) throw new Error("The sandbox is not ready.");
    return ready;
  };
  const workerPid = async (): Promise<number> => {
    const notice = z.object({ pid: z.int() });
    return notice.parse(JSON.parse(await readFile(join(dataDir, "worker.json"), "utf8"))).pid;
  };
  try {
    await launch([]);
  } catch (error) {
    await end("SIGTERM");
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    dataDir,
    ready: current,
    api: () => new ApiClient(current().url, current().secretKey, undefined, { retry: { maxAttempts: 1 } }),
    errors: () => errors,
    pid: () => child?.pid ?? 0,
    workerPid,
    kill9: () => end("SIGKILL"),
    restart: async (moreArgs = []) => {
      await end("SIGTERM");
      return launch(moreArgs);
    },
    stop: async () => {
      const orphan = child?.signalCode === "SIGKILL" ? await workerPid().catch(() => undefined) : undefined;
      await end("SIGTERM");
      if (orphan !== undefined) await endGroup(orphan);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess, errors: () => string): Promise<string> {
  if (child.stdout === null) throw new Error("The sandbox has no stdout.");
  const lines = createInterface({ input: child.stdout });
  const line = once(lines, "line").then(([text]) => String(text));
  const gone = once(child, "exit").then(() => {
    throw new Error(`The sandbox ended before it was ready:\n${errors()}`);
  });
  return Promise.race([line, gone]);
}

// A worker leads its own group: its compiler and its runs go with it. The watchdog notices by itself.
async function endGroup(pid: number): Promise<void> {
  try {
    process.kill(pid, "SIGTERM");
    await sleep(2_000);
    process.kill(-pid, "SIGKILL");
  } catch {
    // Gone already, which is what was wanted.
  }
}
