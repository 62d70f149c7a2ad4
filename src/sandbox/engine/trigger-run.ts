import { RunId } from "@trigger.dev/core/v3/isomorphic";
import { randomBytes } from "node:crypto";
import type { Engine } from "#sandbox/sandbox.ts";
import type { Run } from "#sandbox/store/runs.ts";
import { blockRun } from "./block-run.ts";
import { createWaitpoint } from "./create-waitpoint.ts";
import { completeWaitpoint } from "./complete-waitpoint.ts";
import { durationMs } from "./durations.ts";
import { nextSnapshot } from "./snapshots.ts";

export interface NewRun {
  readonly taskId: string;
  readonly payload: string;
  readonly payloadType: string;
  readonly metadata?: Record<string, unknown> | undefined;
  readonly tags: readonly string[];
  readonly queue?: string | undefined;
  readonly concurrencyKey?: string | undefined;
  readonly maxAttempts?: number | undefined;
  readonly maxDuration?: number | undefined;
  readonly machine?: string | undefined;
  /** A duration; undefined takes the development default of ten minutes, "" means none. */
  readonly ttl?: string | undefined;
  readonly delayUntil?: number | undefined;
  readonly isTest: boolean;
  readonly priorityMs: number;
  readonly idempotencyKey?: string | undefined;
  readonly idempotencyKeyExpiresAt?: number | undefined;
  readonly idempotencyKeyOptions?: Run["idempotencyKeyOptions"];
  readonly parentRunId?: string | undefined;
  readonly resumeParentOnCompletion: boolean;
  readonly lockToVersion?: string | undefined;
  readonly traceparent?: string | undefined;
}

const DEFAULT_TTL = "10m";

/** Queues a run, or finds the one that has the same idempotency key; a waiting parent is blocked on either. */
export function triggerRun(engine: Engine, wanted: NewRun): { run: Run; isCached: boolean } {
  const { store } = engine;
  return store.transaction(() => {
    const known = knownRun(engine, wanted.idempotencyKey);
    const run = known ?? insertRun(engine, wanted);
    if (wanted.resumeParentOnCompletion && wanted.parentRunId !== undefined) {
      blockRun(engine, wanted.parentRunId, waitpointOf(engine, run));
    }
    return { run, isCached: known !== undefined };
  });
}

function knownRun(engine: Engine, idempotencyKey: string | undefined): Run | undefined {
  if (idempotencyKey === undefined) return undefined;
  const known = engine.store.runs.findByKey(idempotencyKey);
  if (known === undefined) return undefined;
  if ((known.idempotencyKeyExpiresAt ?? Infinity) > engine.now() && !isForgotten(known)) return known;
  engine.store.runs.releaseKey(known);
  return undefined;
}

// A failed run does not stand in the way of another try under the same key.
function isForgotten(run: Run): boolean {
  return run.completedAt !== undefined && run.status !== "COMPLETED_SUCCESSFULLY" && run.status !== "CANCELED";
}

function insertRun(engine: Engine, wanted: NewRun): Run {
  const { store } = engine;
  const now = engine.now();
  const parent = wanted.parentRunId === undefined ? undefined : store.runs.find(wanted.parentRunId);
  const task = store.workers.newest()?.tasks.find(({ id }) => id === wanted.taskId);
  const delayed = wanted.delayUntil !== undefined && wanted.delayUntil > now;
  const ttl = wanted.ttl ?? (task?.ttl === undefined || task.ttl === null ? DEFAULT_TTL : String(task.ttl));
  const trace = /^00-([0-9a-f]{32})-([0-9a-f]{16})-/u.exec(wanted.traceparent ?? "");
  const description = delayed ? "The run waits for its time." : "The run was queued.";
  const run: Run = {
    id: RunId.generate().friendlyId,
    taskId: wanted.taskId,
    status: delayed ? "DELAYED" : "PENDING",
    snapshot: nextSnapshot(undefined, delayed ? "DELAYED" : "QUEUED", description, now),
    attemptNumber: null,
    payload: wanted.payload,
    payloadType: wanted.payloadType,
    metadata: wanted.metadata,
    tags: [...new Set(wanted.tags)],
    queue: wanted.queue ?? task?.queue?.name ?? `task/${wanted.taskId}`,
    queuedAt: now,
    concurrencyKey: wanted.concurrencyKey,
    maxAttempts: wanted.maxAttempts,
    maxDuration: wanted.maxDuration,
    machine: wanted.machine ?? "small-1x",
    ttl: durationMs(ttl) === undefined ? undefined : ttl,
    isTest: wanted.isTest,
    priorityMs: wanted.priorityMs,
    idempotencyKey: wanted.idempotencyKey,
    idempotencyKeyExpiresAt: wanted.idempotencyKeyExpiresAt,
    idempotencyKeyOptions: wanted.idempotencyKeyOptions,
    traceId: trace?.[1] ?? randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    parentSpanId: trace?.[2],
    parentRunId: parent?.id,
    rootRunId: parent === undefined ? undefined : (parent.rootRunId ?? parent.id),
    depth: parent === undefined ? 0 : parent.depth + 1,
    triggerFunction: wanted.resumeParentOnCompletion ? "triggerAndWait" : "trigger",
    lockedToVersion: wanted.lockToVersion,
    attended: true,
    usageDurationMs: 0,
    createdAt: now,
    updatedAt: now,
    delayUntil: wanted.delayUntil,
  };
  store.runs.insert(run);
  if (delayed) store.jobs.put({ kind: "queue-run", subject: run.id, dueAt: wanted.delayUntil });
  else planExpiry(engine, run);
  engine.wake();
  return run;
}

/** A run that nobody takes within its time to live is given up. */
export function planExpiry(engine: Engine, run: Run): void {
  const milliseconds = run.ttl === undefined ? undefined : durationMs(run.ttl);
  if (milliseconds === undefined) return;
  engine.store.jobs.put({ kind: "expire-run", subject: run.id, dueAt: engine.now() + milliseconds });
  engine.wake();
}

function waitpointOf(engine: Engine, run: Run): string {
  if (run.associatedWaitpointId !== undefined) return run.associatedWaitpointId;
  const { waitpoint } = createWaitpoint(engine, { type: "RUN" });
  engine.store.waitpoints.update({ ...waitpoint, completedByRunId: run.id });
  engine.store.runs.update({ ...run, associatedWaitpointId: waitpoint.id });
  if (run.completedAt !== undefined) {
    const failed = run.status !== "COMPLETED_SUCCESSFULLY";
    completeWaitpoint(engine, waitpoint.id, {
      output: failed ? JSON.stringify(run.error) : run.output,
      outputType: failed ? "application/json" : (run.outputType ?? "application/json"),
      outputIsError: failed,
    });
  }
  return waitpoint.id;
}
