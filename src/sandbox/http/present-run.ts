import { createJsonErrorObject, TaskRunError } from "@trigger.dev/core/v3";
import { parsePacketAsJson } from "@trigger.dev/core/v3/utils/ioSerialization";
import type { Sandbox } from "#sandbox/sandbox.ts";
import type { Run, RunStatus } from "#sandbox/store/runs.ts";
import { signedUrl } from "./packets.ts";

/** What the public API calls a run's status; without the newer version header a few have older names. */
function publicStatus(status: RunStatus, isNewApi: boolean): string {
  const words: Record<RunStatus, string> = {
    DELAYED: "DELAYED",
    PENDING: "QUEUED",
    DEQUEUED: isNewApi ? "DEQUEUED" : "QUEUED",
    EXECUTING: "EXECUTING",
    RETRYING_AFTER_FAILURE: isNewApi ? "EXECUTING" : "REATTEMPTING",
    CANCELED: "CANCELED",
    COMPLETED_SUCCESSFULLY: "COMPLETED",
    COMPLETED_WITH_ERRORS: "FAILED",
    SYSTEM_FAILURE: "SYSTEM_FAILURE",
    CRASHED: "CRASHED",
    EXPIRED: "EXPIRED",
    TIMED_OUT: "TIMED_OUT",
  };
  return words[status];
}

/** The statuses behind a public word, for the list's filter. */
export function statusesBehind(word: string): RunStatus[] {
  const behind: Readonly<Record<string, RunStatus[]>> = {
    PENDING_VERSION: [],
    QUEUED: ["PENDING"],
    DEQUEUED: ["DEQUEUED"],
    EXECUTING: ["EXECUTING", "RETRYING_AFTER_FAILURE"],
    WAITING: [],
    COMPLETED: ["COMPLETED_SUCCESSFULLY"],
    CANCELED: ["CANCELED"],
    FAILED: ["COMPLETED_WITH_ERRORS"],
    CRASHED: ["CRASHED"],
    SYSTEM_FAILURE: ["SYSTEM_FAILURE"],
    DELAYED: ["DELAYED"],
    EXPIRED: ["EXPIRED"],
    TIMED_OUT: ["TIMED_OUT"],
  };
  return behind[word] ?? [];
}

/** A run in a list: everything but payload, output and relatives. */
export function presentListedRun(sandbox: Sandbox, run: Run, isNewApi: boolean): object {
  return {
    ...commonFields(sandbox, run, isNewApi),
    env: { id: sandbox.identity.environmentId, name: "dev", user: "local" },
  };
}

/** A run on its own. */
export async function presentRun(sandbox: Sandbox, run: Run, isNewApi: boolean): Promise<object> {
  const { runs } = sandbox.store;
  const related = (other: Run | undefined): object | undefined =>
    other === undefined ? undefined : relatedFields(sandbox, other, isNewApi);
  return {
    ...relatedFields(sandbox, run, isNewApi),
    ...(await presentPacket(sandbox, "payload", run.payload, run.payloadType)),
    ...(await presentPacket(sandbox, "output", run.output, run.outputType)),
    error: presentError(run),
    attemptCount: run.attemptNumber ?? 0,
    attempts: [],
    relatedRuns: {
      root: related(run.rootRunId === undefined ? undefined : runs.find(run.rootRunId)),
      parent: related(run.parentRunId === undefined ? undefined : runs.find(run.parentRunId)),
      children: runs.children(run.id).map((child) => relatedFields(sandbox, child, isNewApi)),
    },
  };
}

function commonFields(sandbox: Sandbox, run: Run, isNewApi: boolean): object {
  return {
    id: run.id,
    taskIdentifier: run.taskId,
    version: run.version,
    status: publicStatus(run.status, isNewApi),
    createdAt: instant(run.createdAt),
    startedAt: instant(run.startedAt),
    updatedAt: instant(run.updatedAt),
    finishedAt: instant(run.completedAt),
    delayedUntil: instant(run.delayUntil),
    expiredAt: instant(run.expiredAt),
    ttl: run.ttl,
    idempotencyKey: run.idempotencyKeyOptions?.key ?? run.idempotencyKey,
    costInCents: 0,
    baseCostInCents: 0,
    durationMs: run.usageDurationMs,
    isTest: run.isTest,
    tags: run.tags,
    ...statusFlags(run.status),
    metadata: run.metadata,
    region: sandbox.identity.environmentId,
  };
}

function relatedFields(sandbox: Sandbox, run: Run, isNewApi: boolean): object {
  return { ...commonFields(sandbox, run, isNewApi), depth: run.depth, triggerFunction: run.triggerFunction };
}

const FAILED: ReadonlySet<RunStatus> = new Set([
  "COMPLETED_WITH_ERRORS",
  "SYSTEM_FAILURE",
  "CRASHED",
  "EXPIRED",
  "TIMED_OUT",
]);

// A run blocked on a token is EXECUTING and not waiting: WAITING exists only once a process was put away.
function statusFlags(status: RunStatus): object {
  const isSuccess = status === "COMPLETED_SUCCESSFULLY";
  const isCancelled = status === "CANCELED";
  const isFailed = FAILED.has(status);
  return {
    isQueued: status === "PENDING" || status === "DELAYED",
    isExecuting: status === "EXECUTING" || status === "DEQUEUED" || status === "RETRYING_AFTER_FAILURE",
    isCompleted: isSuccess || isCancelled || isFailed,
    isFailed,
    isSuccess,
    isCancelled,
    isWaiting: false,
  };
}

async function presentPacket(
  sandbox: Sandbox,
  name: "payload" | "output",
  data: string | undefined,
  dataType: string | undefined,
): Promise<object> {
  if (data === undefined) return {};
  if (dataType === "application/store") return { [`${name}PresignedUrl`]: signedUrl(sandbox, data) };
  return { [name]: await parsePacketAsJson({ data, dataType: dataType ?? "application/json" }) };
}

function presentError(run: Run): object | undefined {
  const error = TaskRunError.safeParse(run.error);
  return error.success ? createJsonErrorObject(error.data) : undefined;
}

function instant(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
