import { readFileSync } from "node:fs";

/** What this process runs on, for the window's own account of itself. */
export interface Runtime {
  readonly electron: string;
  readonly chromium: string;
  /** True on the end-of-life Electron that stands in where ours cannot be fetched: loopback only. */
  readonly compatibility: boolean;
  /** False where Chromium's own sandbox is off, so that the window can say so. */
  readonly sandboxed: boolean;
}

const OLDEST_SUPPORTED_MAJOR = 43;

/** Describes the runtime from its versions and its real command line. */
export function describeRuntime(versions: NodeJS.ProcessVersions, isRoot: boolean, commandLine: string[]): Runtime {
  const electron = versions["electron"] ?? "none";
  return {
    electron,
    chromium: versions["chrome"] ?? "none",
    compatibility: Number.parseInt(electron, 10) < OLDEST_SUPPORTED_MAJOR,
    sandboxed: !isRoot && !commandLine.includes("--no-sandbox"),
  };
}

/**
 * Every word the process was started with. Neither place has them all: Electron drops some from `process.argv` and from
 * `hasSwitch`, and on a desktop with a session bus Chromium writes its command line anew, as one text with spaces.
 */
export function readCommandLine(): string[] {
  return [...process.argv, ...wordsOf(readOwnCommandLine())];
}

/** SECURITY: split at spaces too, or a switch would hide in the one text. An argument with a space in it gives words more. */
export function wordsOf(commandLine: string): string[] {
  return commandLine.split(/[\0 ]+/u).filter((word) => word !== "");
}

function readOwnCommandLine(): string {
  try {
    return readFileSync("/proc/self/cmdline", "utf8");
  } catch {
    // Not Linux; there Electron keeps its arguments.
    return "";
  }
}
