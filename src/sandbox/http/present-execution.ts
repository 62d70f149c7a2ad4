import type { Sandbox } from "#sandbox/sandbox.ts";
import { bareId } from "#sandbox/store/page.ts";
import type { Run } from "#sandbox/store/runs.ts";
import type { BackgroundWorker } from "#sandbox/store/workers.ts";
import { instant, MACHINE, presentSnapshot, shortSnapshot, traceContext } from "./present-snapshot.ts";

/** A run as a worker takes it from the queue. */
export function presentDequeued(sandbox: Sandbox, run: Run, worker: BackgroundWorker): object {
  const { identity } = sandbox;
  return {
    version: "1",
    dequeuedAt: instant(sandbox.now()),
    workerQueueLength: 0,
    snapshot: shortSnapshot(run),
    completedWaitpoints: [],
    backgroundWorker: {
      id: bareId(worker.id),
      friendlyId: worker.id,
      version: worker.version,
      runtime: worker.runtime,
    },
    deployment: {},
    run: {
      id: bareId(run.id),
      friendlyId: run.id,
      isTest: run.isTest,
      isReplay: false,
      machine: MACHINE,
      attemptNumber: (run.attemptNumber ?? 0) + 1,
      masterQueue: identity.environmentId,
      traceContext: traceContext(run),
      annotations: { triggerSource: "api", triggerAction: "trigger", rootTriggerSource: "api", taskKind: "STANDARD" },
    },
    environment: { id: identity.environmentId, type: "DEVELOPMENT" },
    organization: { id: identity.organizationId },
    project: { id: identity.projectId },
    placementTags: [{ key: "paid", values: ["true"] }],
  };
}

/** Where a run stands, with what has been settled for it. */
export function presentExecutionData(sandbox: Sandbox, run: Run): object {
  return {
    version: "1",
    snapshot: shortSnapshot(run),
    run: { id: bareId(run.id), friendlyId: run.id, status: run.status, attemptNumber: run.attemptNumber },
    completedWaitpoints: run.snapshot.completedWaitpointIds.map((id, index) =>
      presentCompletedWaitpoint(sandbox, id, index),
    ),
  };
}

/** The outcome of an attempt as the worker hears it. */
export function presentCompletion(sandbox: Sandbox, run: Run, attemptStatus: string): object {
  return {
    attemptStatus,
    snapshot: { ...presentSnapshot(sandbox, run), completedWaitpoints: [] },
    run: {
      id: bareId(run.id),
      friendlyId: run.id,
      status: run.status,
      attemptNumber: run.attemptNumber,
      spanId: run.spanId,
      updatedAt: instant(run.updatedAt),
      associatedWaitpoint: null,
      batchId: null,
      createdAt: instant(run.createdAt),
      completedAt: run.completedAt === undefined ? null : instant(run.completedAt),
      taskEventStore: "taskEvent",
      parentTaskRunId: run.parentRunId ?? null,
      usageDurationMs: run.usageDurationMs,
      costInCents: 0,
      runtimeEnvironmentId: sandbox.identity.environmentId,
      projectId: sandbox.identity.projectId,
    },
  };
}

function presentCompletedWaitpoint(sandbox: Sandbox, id: string, index: number): object {
  const waitpoint = sandbox.store.waitpoints.find(id);
  if (waitpoint?.completedAt === undefined) throw new Error(`${id} was handed over and is not settled.`);
  const runId = waitpoint.completedByRunId;
  return {
    id: bareId(id),
    friendlyId: id,
    type: waitpoint.type,
    index: waitpoint.type === "MANUAL" ? undefined : index,
    completedAt: instant(waitpoint.completedAt),
    completedAfter: waitpoint.completedAfter === undefined ? undefined : instant(waitpoint.completedAfter),
    idempotencyKey: waitpoint.userProvidedIdempotencyKey ? waitpoint.idempotencyKey : undefined,
    completedByTaskRun: runId === undefined ? undefined : { id: bareId(runId), friendlyId: runId },
    output: waitpoint.output,
    outputType: waitpoint.outputType,
    outputIsError: waitpoint.outputIsError,
  };
}
