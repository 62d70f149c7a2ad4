import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { projectPath } from "./project-root.ts";

/** What the sandbox says of itself in its one line. */
export interface SandboxNotice {
  url: string;
  secretKey: string;
  databaseUrl: string | null;
}

export interface RunningSandbox {
  notice: SandboxNotice;
  /** Asks it to end, worker and database with it, and waits until it has. */
  stop: () => Promise<void>;
}

/**
 * Starts the sandbox on a free port with its files in that folder and waits for its line; its own words go to our stderr.
 * @throws Error where it ends before it is ready
 */
export async function startSandbox(dataFolder: string): Promise<RunningSandbox> {
  const entry = projectPath("src", "sandbox", "start.ts");
  const child = spawn(process.execPath, [entry, "--port", "0", "--data", dataFolder], {
    cwd: projectPath(),
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own: Ctrl+C reaches us alone, and we end console and sandbox in that order.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  };
  return { notice: await readNotice(child), stop };
}

function readNotice(child: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<SandboxNotice> {
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line) as SandboxNotice));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The sandbox ended with code ${code} before it was ready.`)));
  });
}
