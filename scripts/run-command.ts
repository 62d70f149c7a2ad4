import { spawn } from "node:child_process";
import { projectRoot } from "./project-root.ts";

export interface CommandOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  timeoutMs?: number;
  /** `collect` keeps the output for the caller; `show` passes it on to our stderr as it comes and keeps it too. */
  output?: "collect" | "show";
}

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command to its end and never throws: a command that cannot start answers code 127, one that ran out of time 124.
 * It has a process group of its own, so that a deadline, or our own end, takes its children with it.
 */
export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? projectRoot,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    const show = options.output === "show";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (show) process.stderr.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      if (show) process.stderr.write(text);
    });

    const stop = (): void => stopGroup(child.pid);
    const deadline =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            stop();
          }, options.timeoutMs);
    process.once("exit", stop);
    const finish = (code: number): void => {
      clearTimeout(deadline);
      process.removeListener("exit", stop);
      resolve({ code: timedOut ? 124 : code, stdout, stderr });
    };
    child.once("error", (error) => {
      stderr += error.message;
      finish(127);
    });
    child.once("close", (code) => finish(code ?? 1));
  });
}

/** Ends a process group that was started with `detached: true`; one that has already ended is no error. */
function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Already gone, which is what was wanted.
  }
}
