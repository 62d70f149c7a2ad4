import type { Engine } from "#sandbox/sandbox.ts";
import type { Run } from "#sandbox/store/runs.ts";
import { planResume } from "./resume-run.ts";
import { nextSnapshot } from "./snapshots.ts";

/**
 * Makes a run wait for a waitpoint. It waits even where the waitpoint is settled already, and goes on a moment later:
 * the worker expects both steps.
 *
 * @returns false where the run or the waitpoint does not exist, or the run is not executing.
 */
export function blockRun(engine: Engine, runId: string, waitpointId: string): boolean {
  const { store } = engine;
  return store.transaction(() => {
    const run = store.runs.find(runId);
    if (run === undefined || store.waitpoints.find(waitpointId) === undefined || !isExecuting(run)) return false;
    const now = engine.now();
    store.runs.block(runId, waitpointId, store.runs.blockersOf(runId).length);
    const description = "The run waits for a waitpoint.";
    store.runs.update({
      ...run,
      snapshot: nextSnapshot(run, "EXECUTING_WITH_WAITPOINTS", description, now),
      updatedAt: now,
    });
    engine.notifyRun(runId);
    planResume(engine, runId);
    return true;
  });
}

function isExecuting(run: Run): boolean {
  return run.snapshot.status === "EXECUTING" || run.snapshot.status === "EXECUTING_WITH_WAITPOINTS";
}
