import type { Engine } from "#sandbox/sandbox.ts";
import type { Run, RunStatus } from "#sandbox/store/runs.ts";
import { completeWaitpoint } from "./complete-waitpoint.ts";
import { nextSnapshot } from "./snapshots.ts";

/** How a run ended: the status, and the output or the error that goes with it. */
export interface RunEnd {
  readonly status: RunStatus;
  readonly description: string;
  readonly output?: string | undefined;
  readonly outputType?: string | undefined;
  readonly error?: Record<string, unknown> | undefined;
  readonly usageDurationMs?: number | undefined;
}

/** Ends a run for good, takes its jobs off the list and lets a waiting parent go on. */
export function finishRun(engine: Engine, run: Run, end: RunEnd): Run {
  const { store } = engine;
  const now = engine.now();
  const finished: Run = {
    ...run,
    status: end.status,
    snapshot: nextSnapshot(run, "FINISHED", end.description, now),
    output: end.output,
    outputType: end.outputType,
    error: end.error,
    usageDurationMs: run.usageDurationMs + (end.usageDurationMs ?? 0),
    updatedAt: now,
    completedAt: run.completedAt ?? now,
    ...(end.status === "EXPIRED" ? { expiredAt: now } : {}),
  };
  store.runs.update(finished);
  store.runs.unblock(run.id);
  for (const kind of ["resume-run", "expire-run", "queue-run", "stall-run", "requeue-run", "finish-cancel"] as const) {
    store.jobs.drop(kind, run.id);
  }
  if (run.associatedWaitpointId !== undefined) {
    const failed = end.status !== "COMPLETED_SUCCESSFULLY";
    completeWaitpoint(engine, run.associatedWaitpointId, {
      output: failed ? JSON.stringify(end.error ?? { type: "STRING_ERROR", raw: end.description }) : end.output,
      outputType: failed ? "application/json" : (end.outputType ?? "application/json"),
      outputIsError: failed,
    });
  }
  return finished;
}
