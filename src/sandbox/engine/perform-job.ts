import type { Engine } from "#sandbox/sandbox.ts";
import type { Job } from "#sandbox/store/jobs.ts";
import type { Run } from "#sandbox/store/runs.ts";
import { expireWaitpoint } from "./complete-waitpoint.ts";
import { finishRun } from "./finish-run.ts";
import { resumeRun } from "./resume-run.ts";
import { isHeld, nextSnapshot } from "./snapshots.ts";
import { planExpiry } from "./trigger-run.ts";

/** Does what a due job says, if it still applies. */
export function performJob(engine: Engine, job: Job): void {
  switch (job.kind) {
    case "finish-waitpoint":
      return expireWaitpoint(engine, job.subject);
    case "resume-run":
      return resumeRun(engine, job.subject);
    case "expire-run":
      return withRun(engine, job.subject, (run) => expireRun(engine, run));
    case "queue-run":
      return withRun(engine, job.subject, (run) => queueRun(engine, run));
    case "stall-run":
      return withRun(engine, job.subject, (run) => stallRun(engine, run));
    case "requeue-run":
      return withRun(engine, job.subject, (run) => requeueRun(engine, run));
    case "finish-cancel":
      return withRun(engine, job.subject, (run) => finishCancel(engine, run));
  }
}

function withRun(engine: Engine, runId: string, work: (run: Run) => void): void {
  const run = engine.store.runs.find(runId);
  if (run !== undefined) work(run);
}

function expireRun(engine: Engine, run: Run): void {
  if (run.snapshot.status !== "QUEUED" || run.attemptNumber !== null) return;
  const reason = `Run expired because the TTL (${run.ttl}) was reached`;
  finishRun(engine, run, { status: "EXPIRED", description: reason, error: { type: "STRING_ERROR", raw: reason } });
}

function queueRun(engine: Engine, run: Run): void {
  if (run.snapshot.status !== "DELAYED") return;
  const now = engine.now();
  engine.store.runs.update({
    ...run,
    status: "PENDING",
    snapshot: nextSnapshot(run, "QUEUED", "The run's time has come; it is queued.", now),
    queuedAt: now,
    updatedAt: now,
  });
  planExpiry(engine, run);
}

function stallRun(engine: Engine, run: Run): void {
  if (!isHeld(run) || !run.attended) return;
  const waiting = run.snapshot.status === "EXECUTING_WITH_WAITPOINTS";
  const minutes = Math.round(engine.stallMs / 60_000);
  finishRun(engine, run, {
    status: "COMPLETED_WITH_ERRORS",
    description: "The worker gave no sign of life.",
    error: {
      type: "INTERNAL_ERROR",
      code: waiting ? "TASK_RUN_STALLED_EXECUTING_WITH_WAITPOINTS" : "TASK_RUN_STALLED_EXECUTING",
      message: `The worker gave no sign of life for ${minutes} minutes.`,
    },
  });
  engine.notifyRun(run.id);
}

function requeueRun(engine: Engine, run: Run): void {
  if (run.snapshot.status !== "PENDING_EXECUTING") return;
  const now = engine.now();
  engine.store.runs.update({
    ...run,
    status: run.attemptNumber === null ? "PENDING" : "RETRYING_AFTER_FAILURE",
    snapshot: nextSnapshot(run, "QUEUED", "The worker took the run and never started it; it is queued again.", now),
    queuedAt: now,
    updatedAt: now,
  });
}

function finishCancel(engine: Engine, run: Run): void {
  if (run.snapshot.status !== "PENDING_CANCEL") return;
  finishRun(engine, run, {
    status: "CANCELED",
    description: "The run was cancelled; its worker did not answer.",
    error: run.error,
  });
}
