import type { Engine } from "#sandbox/sandbox.ts";
import { nextSnapshot } from "./snapshots.ts";

// A worker that is still digesting "you are blocked" drops the news that it is free again, so a resume keeps this
// distance from the block. Later than that it goes out at once.
const DIGEST_MS = 50;

/** Lets a run go on as soon as nothing blocks it any more. */
export function planResume(engine: Engine, runId: string): void {
  const run = engine.store.runs.find(runId);
  if (run?.snapshot.status !== "EXECUTING_WITH_WAITPOINTS" || !isFree(engine, runId)) return;
  const dueAt = Math.max(engine.now(), run.snapshot.createdAt + DIGEST_MS);
  engine.store.jobs.put({ kind: "resume-run", subject: runId, dueAt });
  engine.wake();
}

/** Hands the settled waitpoints to the run and tells the worker. */
export function resumeRun(engine: Engine, runId: string): void {
  const { store } = engine;
  const run = store.runs.find(runId);
  if (run?.snapshot.status !== "EXECUTING_WITH_WAITPOINTS" || !isFree(engine, runId)) return;
  const now = engine.now();
  const waitpointIds = store.runs.blockersOf(runId);
  const description = "The run goes on: everything it waited for is settled.";
  store.runs.update({
    ...run,
    snapshot: nextSnapshot(run, "EXECUTING", description, now, waitpointIds),
    updatedAt: now,
  });
  store.runs.unblock(runId);
  engine.notifyRun(runId);
}

function isFree(engine: Engine, runId: string): boolean {
  return engine.store.runs
    .blockersOf(runId)
    .every((waitpointId) => engine.store.waitpoints.find(waitpointId)?.state === "COMPLETED");
}
