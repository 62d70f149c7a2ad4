import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import type { ProcessIdentity } from "./process-lease.ts";

const MINUTE_MS = 60_000;

/** The living process of that number, undefined where there is none; `now` in milliseconds since 1970. */
export function lookUpProcess(pid: number, now: number): ProcessIdentity | undefined {
  return isRunning(pid) ? { pid, bootId: bootId(now), startedAt: startedAt(pid) } : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Refused means that it is there and somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Elsewhere the minute of the start stands in; a clock set meanwhile makes a claim look stale, which the first line covers. */
function bootId(now: number): string {
  if (process.platform === "linux") return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `minute-${Math.round((now - uptime() * 1_000) / MINUTE_MS)}`;
}

function startedAt(pid: number): string | undefined {
  try {
    if (process.platform === "linux") return afterName(readFileSync(`/proc/${pid}/stat`, "utf8"))[19];
    if (process.platform === "win32") return undefined;
    return execFileSync("/bin/ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", timeout: 2_000 }).trim();
  } catch {
    return undefined;
  }
}

/** The fields of /proc/PID/stat behind the name, which may itself hold spaces and brackets: the 20th is the start. */
function afterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
