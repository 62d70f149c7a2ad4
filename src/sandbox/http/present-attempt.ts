import { generateJWT } from "@trigger.dev/core/v3/jwt";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { bareId } from "#sandbox/store/page.ts";
import type { Run } from "#sandbox/store/runs.ts";
import { instant, MACHINE, presentSnapshot, traceContext } from "./present-snapshot.ts";
import { workerVariables } from "./projects.ts";

/** All that a worker needs to execute an attempt. */
export async function presentAttempt(sandbox: Sandbox, run: Run): Promise<object> {
  const { identity } = sandbox;
  const task = sandbox.store.workers.find(run.workerId ?? "")?.tasks.find(({ id }) => id === run.taskId);
  return {
    run: { ...presentAttemptRun(sandbox, run), lockedById: run.workerId, taskVersion: run.version },
    snapshot: presentSnapshot(sandbox, run),
    execution: {
      attempt: {
        number: run.attemptNumber ?? 1,
        startedAt: instant(run.snapshot.createdAt),
        id: "deprecated",
        backgroundWorkerId: "deprecated",
        backgroundWorkerTaskId: "deprecated",
        status: "deprecated",
      },
      run: {
        id: run.id,
        payload: run.payload,
        payloadType: run.payloadType,
        createdAt: instant(run.createdAt),
        tags: run.tags,
        isTest: run.isTest,
        isReplay: false,
        startedAt: instant(run.startedAt),
        idempotencyKey: run.idempotencyKeyOptions?.key ?? run.idempotencyKey,
        idempotencyKeyScope: run.idempotencyKeyOptions?.scope,
        maxAttempts: run.maxAttempts,
        version: run.version,
        metadata: run.metadata,
        maxDuration: run.maxDuration,
        durationMs: run.usageDurationMs,
        costInCents: 0,
        baseCostInCents: 0,
        parentTaskRunId: run.parentRunId,
        rootTaskRunId: run.rootRunId,
        traceContext: traceContext(run),
        realtimeStreamsVersion: "v1",
      },
      task: { id: run.taskId, filePath: task?.filePath ?? "", exportName: task?.exportName },
      queue: { id: `queue_${bareId(run.id)}`, name: run.queue },
      environment: { id: identity.environmentId, slug: "dev", type: "DEVELOPMENT" },
      organization: { id: identity.organizationId, name: "Local", slug: "local" },
      project: { id: identity.projectId, name: "Local", slug: "local", ref: identity.projectRef },
      machine: MACHINE,
    },
    envVars: await attemptVariables(sandbox, run),
  };
}

function presentAttemptRun(sandbox: Sandbox, run: Run): object {
  const { identity } = sandbox;
  return {
    id: bareId(run.id),
    createdAt: instant(run.createdAt),
    updatedAt: instant(run.updatedAt),
    executedAt: instant(run.executedAt),
    baseCostInCents: 0,
    projectId: identity.projectId,
    organizationId: identity.organizationId,
    friendlyId: run.id,
    lockedQueueId: `queue_${bareId(run.id)}`,
    queue: run.queue,
    attemptNumber: run.attemptNumber,
    status: run.status,
    ttl: run.ttl ?? null,
    metadata: run.metadata === undefined ? null : JSON.stringify(run.metadata),
    metadataType: "application/json",
    machinePreset: run.machine,
    payload: run.payload,
    payloadType: run.payloadType,
    runTags: run.tags,
    isTest: run.isTest,
    replayedFromTaskRunFriendlyId: null,
    idempotencyKey: run.idempotencyKey ?? null,
    idempotencyKeyOptions: run.idempotencyKeyOptions ?? null,
    startedAt: instant(run.startedAt),
    maxAttempts: run.maxAttempts ?? null,
    maxDurationInSeconds: run.maxDuration ?? null,
    usageDurationMs: run.usageDurationMs,
    costInCents: 0,
    traceContext: traceContext(run),
    priorityMs: run.priorityMs,
    batchId: null,
    realtimeStreamsVersion: "v1",
    runtimeEnvironmentId: identity.environmentId,
    parentTaskRunId: run.parentRunId ?? null,
    rootTaskRunId: run.rootRunId ?? null,
    workerQueue: identity.environmentId,
    taskEventStore: "taskEvent",
  };
}

async function attemptVariables(sandbox: Sandbox, run: Run): Promise<Record<string, string>> {
  const { secretKey, environmentId } = sandbox.identity;
  const payload = { sub: environmentId, pub: true, scopes: [`write:runs:${run.id}`] };
  return {
    ...workerVariables(sandbox),
    TRIGGER_JWT: await generateJWT({ secretKey, payload, expirationTime: "24h" }),
    TRIGGER_RUN_ID: bareId(run.id),
    TRIGGER_MACHINE_PRESET: run.machine,
    OTEL_RESOURCE_ATTRIBUTES: JSON.stringify({ "$trigger.taskEventStore": "taskEvent" }),
    TRIGGER_OTEL_RESOURCE_ATTRIBUTES: JSON.stringify({ "$trigger.taskEventStore": "taskEvent" }),
  };
}
