import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Ids of the processes that run a task's code: the CLI starts one a run. */
export function taskProcesses(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => readText(`/proc/${pid}/cmdline`).includes("dev-run-worker"));
}

/** Processor time of those processes together over that span, as per cent of one processor. */
export async function processorPercent(pids: readonly number[], milliseconds: number): Promise<number> {
  const before = new Map(pids.map((pid) => [pid, ticksOf(pid)]));
  await sleep(milliseconds);
  // A process that ended meanwhile was not the paused one.
  const alive = pids.filter((pid) => ticksOf(pid) > 0);
  if (alive.length === 0) throw new Error("No process of a paused run was alive.");
  const spent = alive.reduce((sum, pid) => sum + ticksOf(pid) - (before.get(pid) ?? 0), 0);
  return Math.round((spent / TICKS_PER_SECOND / (milliseconds / 1_000)) * 10_000) / 100;
}

function ticksOf(pid: number): number {
  // Fields 14 and 15 (user and system time), counted after the command's closing bracket.
  const fields = readText(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
