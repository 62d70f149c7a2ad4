import { setTimeout as sleep } from "node:timers/promises";

// Somebody waits for an end that has a limit; an end without one is only watched for.
const STEP_MS = 50;
const WATCH_MS = 500;

/** True while a process of that number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal to a process, or with a negative number to its group; one that is gone already needs none. */
export function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already, which is what was wanted.
  }
}

/** Resolves when the process is gone, the time is over or the signal aborts; true where it is gone. */
export async function untilGone(
  pid: number,
  limits: { readonly ms?: number; readonly signal?: AbortSignal } = {},
): Promise<boolean> {
  const until = Date.now() + (limits.ms ?? Infinity);
  for (;;) {
    if (!isAlive(pid)) return true;
    if (Date.now() >= until || limits.signal?.aborted === true) return false;
    await sleep(limits.ms === undefined ? WATCH_MS : STEP_MS);
  }
}
