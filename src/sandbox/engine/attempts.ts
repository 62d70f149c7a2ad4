import type { TaskRunExecutionResult } from "@trigger.dev/core/v3";
import type { Engine } from "#sandbox/sandbox.ts";
import type { Run, RunStatus } from "#sandbox/store/runs.ts";
import { finishRun } from "./finish-run.ts";
import { nextSnapshot } from "./snapshots.ts";

// Below this a retry stays with the worker that failed, which sleeps and starts the next attempt itself.
const WARM_RETRY_MS = 30_000;
const START_MS = 60_000;

export type AttemptEnd = "RUN_FINISHED" | "RUN_PENDING_CANCEL" | "RETRY_QUEUED" | "RETRY_IMMEDIATELY";

/** A worker spoke about a snapshot that is no longer the run's present one. */
export class StaleSnapshotError extends Error {
  override name = "StaleSnapshotError";
}

/**
 * Starts the next attempt of a run that the worker took.
 *
 * @throws StaleSnapshotError where the run has moved on.
 */
export function startAttempt(engine: Engine, runId: string, snapshotId: string): Run {
  const { store } = engine;
  return store.transaction(() => {
    const run = currentRun(engine, runId, snapshotId);
    if (run.snapshot.status !== "PENDING_EXECUTING") {
      throw new StaleSnapshotError(`${runId} is ${run.snapshot.status}: no attempt can start.`);
    }
    const now = engine.now();
    const started: Run = {
      ...run,
      status: "EXECUTING",
      attemptNumber: (run.attemptNumber ?? 0) + 1,
      snapshot: nextSnapshot(run, "EXECUTING", "The attempt started.", now),
      executedAt: run.executedAt ?? now,
      updatedAt: now,
    };
    store.runs.update(started);
    store.jobs.drop("requeue-run", runId);
    keepAlive(engine, runId);
    return started;
  });
}

/** Notes a sign of life: a run that gives none for `stallMs` counts as lost. */
export function keepAlive(engine: Engine, runId: string): void {
  engine.store.jobs.put({ kind: "stall-run", subject: runId, dueAt: engine.now() + engine.stallMs });
  engine.wake();
}

/**
 * Takes the outcome of an attempt: the run ends, or it is tried again, by the same worker or from the queue.
 *
 * @throws StaleSnapshotError where the run has moved on.
 */
export function completeAttempt(
  engine: Engine,
  runId: string,
  snapshotId: string,
  completion: TaskRunExecutionResult,
): { run: Run; attemptStatus: AttemptEnd } {
  return engine.store.transaction(() => {
    const run = currentRun(engine, runId, snapshotId);
    if (run.snapshot.status === "FINISHED") throw new StaleSnapshotError(`${runId} is finished already.`);
    const usageDurationMs = completion.usage?.durationMs;
    if (run.snapshot.status === "PENDING_CANCEL") {
      const ended = finishRun(engine, run, {
        status: "CANCELED",
        description: "The run was cancelled and the worker stopped it.",
        error: run.error,
        usageDurationMs,
      });
      return { run: ended, attemptStatus: "RUN_FINISHED" };
    }
    if (completion.ok) {
      const ended = finishRun(engine, run, {
        status: "COMPLETED_SUCCESSFULLY",
        description: "The task completed.",
        output: completion.output,
        outputType: completion.outputType,
        usageDurationMs,
      });
      return { run: ended, attemptStatus: "RUN_FINISHED" };
    }
    if (completion.retry !== undefined && (run.attemptNumber ?? 1) < (run.maxAttempts ?? Infinity)) {
      return retryRun(engine, run, completion.retry.delay, usageDurationMs ?? 0);
    }
    const ended = finishRun(engine, run, {
      status: failedStatus(completion.error),
      description: "The task failed.",
      error: completion.error,
      usageDurationMs,
    });
    return { run: ended, attemptStatus: "RUN_FINISHED" };
  });
}

function retryRun(engine: Engine, run: Run, delayMs: number, usedMs: number): { run: Run; attemptStatus: AttemptEnd } {
  const { store } = engine;
  const now = engine.now();
  const warm = delayMs < WARM_RETRY_MS;
  const description = warm
    ? "The attempt failed; the same worker tries again shortly."
    : "The attempt failed; the run is queued for another one.";
  const retried: Run = {
    ...run,
    status: "RETRYING_AFTER_FAILURE",
    snapshot: nextSnapshot(run, warm ? "PENDING_EXECUTING" : "QUEUED", description, now),
    queuedAt: now + delayMs,
    usageDurationMs: run.usageDurationMs + usedMs,
    updatedAt: now,
  };
  store.runs.update(retried);
  store.runs.unblock(run.id);
  store.jobs.drop("stall-run", run.id);
  if (warm) store.jobs.put({ kind: "requeue-run", subject: run.id, dueAt: now + delayMs + START_MS });
  engine.wake();
  return { run: retried, attemptStatus: warm ? "RETRY_IMMEDIATELY" : "RETRY_QUEUED" };
}

function currentRun(engine: Engine, runId: string, snapshotId: string): Run {
  const run = engine.store.runs.find(runId);
  if (run === undefined) throw new StaleSnapshotError(`There is no run ${runId}.`);
  if (run.snapshot.id !== snapshotId) {
    throw new StaleSnapshotError(`${snapshotId} is not the latest snapshot of ${runId}.`);
  }
  return run;
}

// Which end the vendor gives a run by the kind of its error.
const BY_CODE: Readonly<Record<string, RunStatus>> = {
  MAX_DURATION_EXCEEDED: "TIMED_OUT",
  TASK_RUN_CANCELLED: "CANCELED",
  RECURSIVE_WAIT_DEADLOCK: "COMPLETED_WITH_ERRORS",
  TASK_INPUT_ERROR: "COMPLETED_WITH_ERRORS",
  TASK_OUTPUT_ERROR: "COMPLETED_WITH_ERRORS",
  TASK_MIDDLEWARE_ERROR: "COMPLETED_WITH_ERRORS",
  TASK_PROCESS_OOM_KILLED: "CRASHED",
  TASK_PROCESS_MAYBE_OOM_KILLED: "CRASHED",
  TASK_PROCESS_SIGSEGV: "CRASHED",
  TASK_PROCESS_SIGTERM: "CRASHED",
  TASK_PROCESS_SIGKILL_TIMEOUT: "CRASHED",
  TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE: "CRASHED",
  TASK_RUN_CRASHED: "CRASHED",
  TASK_RUN_UNCAUGHT_EXCEPTION: "CRASHED",
};

function failedStatus(error: { type: string; code?: string }): RunStatus {
  if (error.type !== "INTERNAL_ERROR") return "COMPLETED_WITH_ERRORS";
  return BY_CODE[error.code ?? ""] ?? "SYSTEM_FAILURE";
}
