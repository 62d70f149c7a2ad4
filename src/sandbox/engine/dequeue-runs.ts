import type { Engine } from "#sandbox/sandbox.ts";
import type { Run } from "#sandbox/store/runs.ts";
import type { BackgroundWorker, RegisteredTask } from "#sandbox/store/workers.ts";
import { nextSnapshot } from "./snapshots.ts";

const RUNS_A_POLL = 10;
// A worker that took a run and never started it lost it: the run goes back to the queue.
const START_MS = 60_000;

export interface HandedOut {
  readonly run: Run;
  readonly worker: BackgroundWorker;
}

/** Hands queued runs to a worker that knows their tasks, within the limits of their queues. */
export function dequeueRuns(engine: Engine, workerId: string): HandedOut[] {
  const { store } = engine;
  const worker = store.workers.find(workerId);
  if (worker === undefined) return [];
  return store.transaction(() => {
    const now = engine.now();
    const handedOut: HandedOut[] = [];
    for (const run of store.runs.queued(RUNS_A_POLL)) {
      if (handedOut.length === RUNS_A_POLL) break;
      const task = worker.tasks.find(({ id }) => id === run.taskId);
      if (
        task === undefined ||
        run.queuedAt > now ||
        store.runs.countHeld(run.queue) >= queueLimit(worker, task, run)
      ) {
        continue;
      }
      handedOut.push({ worker, run: handOut(engine, run, worker, task, now) });
    }
    return handedOut;
  });
}

function handOut(engine: Engine, run: Run, worker: BackgroundWorker, task: RegisteredTask, now: number): Run {
  const held: Run = {
    ...run,
    status: "DEQUEUED",
    snapshot: nextSnapshot(run, "PENDING_EXECUTING", "The run was handed to a worker.", now),
    workerId: worker.id,
    version: worker.version,
    maxAttempts: run.maxAttempts ?? task.retry?.maxAttempts,
    maxDuration: run.maxDuration ?? task.maxDuration ?? undefined,
    startedAt: run.startedAt ?? now,
    updatedAt: now,
  };
  engine.store.runs.update(held);
  engine.store.jobs.drop("expire-run", run.id);
  engine.store.jobs.put({ kind: "requeue-run", subject: run.id, dueAt: now + START_MS });
  engine.wake();
  return held;
}

function queueLimit(worker: BackgroundWorker, task: RegisteredTask, run: Run): number {
  const named = worker.queues.find(({ name }) => name === run.queue)?.concurrencyLimit;
  const own = (task.queue?.name ?? `task/${task.id}`) === run.queue ? task.queue?.concurrencyLimit : undefined;
  return named ?? own ?? Infinity;
}
