import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { disconnectRuns } from "./engine/cancel-run.ts";
import { isAlive, signalProcess, untilGone } from "./processes.ts";
import type { RunningServer } from "./serve.ts";
import {
  endOfWorkerLog,
  isWorker,
  spawnWorker,
  stopWorker,
  workerLogPath,
  type WorkerParts,
} from "./worker-process.ts";

/** The real `trigger dev`, kept running. */
export interface Worker {
  /**
   * Brings it up, or takes over the one that outlived a killed sandbox; resolves once its tasks are registered.
   *
   * @throws Error with the end of its log where it does not come up.
   */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const Notice = z.object({ pid: z.int() });

const READY_MS = 120_000;
const ADOPT_MS = 15_000;
const FIRST_RESTART_MS = 1_000;
const LONGEST_RESTART_MS = 30_000;
const STEADY_MS = 60_000;
const RESTARTS = 8;

/** A worker that dies is started again, each time a little later, until it has died too often. */
export function createWorker(parts: WorkerParts): Worker {
  const { server, dataDir, say } = parts;
  const noticePath = join(dataDir, "worker.json");
  const closing = new AbortController();
  const { signal } = closing;
  let pid: number | undefined;
  let watching: Promise<void> = Promise.resolve();

  const launch = async (): Promise<void> => {
    const seen = server.workerSeen();
    const launched = await spawnWorker(parts);
    pid = launched;
    await writeFile(noticePath, JSON.stringify({ pid }), { mode: 0o600 });
    const gone = untilGone(launched, { ms: READY_MS, signal }).then(() => "gone" as const);
    if ((await Promise.race([seen, gone])) !== "gone" || signal.aborted) return;
    throw new Error(`The worker did not register its tasks.\n${await endOfWorkerLog(dataDir)}`);
  };
  const bringBack = async (failures: number): Promise<void> => {
    const pause = Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** (failures - 1));
    say(`The worker died; it is started again in ${pause / 1_000} s.\n${await endOfWorkerLog(dataDir)}`);
    await sleep(pause, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await launch().catch((error: unknown) => say(String(error)));
  };
  const watch = async (): Promise<void> => {
    let failures = 0;
    for (;;) {
      const since = Date.now();
      if (pid !== undefined) await untilGone(pid, { signal });
      if (signal.aborted) return;
      // Its compiler and the processes of its runs outlive it, and would go on with runs that are cancelled now.
      if (pid !== undefined) signalProcess(-pid, "SIGKILL");
      dropRuns(server);
      failures = Date.now() - since > STEADY_MS ? 1 : failures + 1;
      if (failures > RESTARTS) {
        return say(`The worker died ${failures} times in a row and stays down. Its log: ${workerLogPath(dataDir)}`);
      }
      await bringBack(failures);
    }
  };
  return {
    ready: async () => {
      pid = await adopt(parts, noticePath);
      if (pid === undefined) await launch();
      watching = watch();
    },
    close: async () => {
      closing.abort();
      // The watch may be bringing up a worker just now, which then has to go as well.
      await watching;
      if (pid !== undefined) await stopWorker(pid);
      dropRuns(server);
      await rm(noticePath, { force: true });
    },
  };
}

// A worker of before is ours if it comes back to this server by itself; otherwise it is in nobody's hands.
async function adopt({ server, say }: WorkerParts, noticePath: string): Promise<number | undefined> {
  const seen = server.workerSeen();
  const pid = await readNotice(noticePath);
  if (pid === undefined || !isAlive(pid)) return undefined;
  if (await Promise.race([seen.then(() => true), sleep(ADOPT_MS, false)])) {
    say("The worker of before carries on.");
    return pid;
  }
  if (await isWorker(pid)) await stopWorker(pid);
  return undefined;
}

async function readNotice(path: string): Promise<number | undefined> {
  try {
    return Notice.parse(JSON.parse(await readFile(path, "utf8"))).pid;
  } catch {
    return undefined;
  }
}

// Runs live in the worker's processes: when it is gone, so are they. One that it took and never started is queued
// again by its own job.
function dropRuns({ sandbox }: RunningServer): void {
  const begun = sandbox.store.runs
    .held()
    .filter(({ snapshot, attemptNumber }) => snapshot.status !== "PENDING_EXECUTING" || attemptNumber !== null);
  disconnectRuns(
    sandbox,
    begun.map(({ id }) => id),
  );
}
