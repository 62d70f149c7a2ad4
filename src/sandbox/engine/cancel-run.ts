import type { Engine } from "#sandbox/sandbox.ts";
import type { Run } from "#sandbox/store/runs.ts";
import { finishRun } from "./finish-run.ts";
import { isHeld, nextSnapshot } from "./snapshots.ts";

// A worker that does not answer a cancellation in this time is not waited for any longer.
const ANSWER_MS = 60_000;

/**
 * Cancels a run. One that a worker holds reads CANCELED at once and ends when the worker has stopped it; its waitpoint
 * tokens stay as they are, as at the vendor. A finished run is left alone.
 */
export function cancelRun(engine: Engine, runId: string, reason: string): Run | undefined {
  const { store } = engine;
  return store.transaction(() => {
    const run = store.runs.find(runId);
    if (run === undefined || run.snapshot.status === "FINISHED" || run.snapshot.status === "PENDING_CANCEL") return run;
    const error = { type: "STRING_ERROR", raw: reason };
    if (!isHeld(run) || !run.attended) {
      return finishRun(engine, run, { status: "CANCELED", description: "The run was cancelled.", error });
    }
    const now = engine.now();
    const canceled: Run = {
      ...run,
      status: "CANCELED",
      error,
      snapshot: nextSnapshot(run, "PENDING_CANCEL", "The run was cancelled; its worker is told to stop.", now),
      completedAt: now,
      updatedAt: now,
    };
    store.runs.update(canceled);
    store.runs.unblock(runId);
    store.jobs.drop("stall-run", runId);
    store.jobs.drop("resume-run", runId);
    store.jobs.put({ kind: "finish-cancel", subject: runId, dueAt: now + ANSWER_MS });
    engine.wake();
    engine.notifyRun(runId);
    return canceled;
  });
}

/**
 * Ends the runs of a worker that is gone: cancelled, without asking it.
 *
 * @returns how many there were.
 */
export function disconnectRuns(engine: Engine, runIds: readonly string[]): number {
  let cancelled = 0;
  for (const runId of runIds) {
    const run = engine.store.runs.find(runId);
    if (run === undefined || !isHeld(run) || !run.attended) continue;
    const reason = "The dev session that executed this run ended.";
    engine.store.transaction(() =>
      finishRun(engine, run, {
        status: "CANCELED",
        description: reason,
        error: { type: "STRING_ERROR", raw: reason },
      }),
    );
    cancelled += 1;
  }
  return cancelled;
}
