import type { Sandbox } from "#sandbox/sandbox.ts";
import { bareId } from "#sandbox/store/page.ts";
import type { Run } from "#sandbox/store/runs.ts";

/** The machine that every run is said to have; locally it is whatever this computer is. */
export const MACHINE = { name: "small-1x", code: "small-1x", title: "Small 1x", cpu: 0.5, memory: 0.5, centsPerMs: 0 };

/** A snapshot with all the columns that the vendor's engine sends. */
export function presentSnapshot(sandbox: Sandbox, run: Run): object {
  const { identity } = sandbox;
  const { snapshot } = run;
  return {
    id: bareId(snapshot.id),
    engine: "V2",
    executionStatus: snapshot.status,
    description: snapshot.description,
    isValid: true,
    error: null,
    previousSnapshotId: snapshot.previousId === null ? null : bareId(snapshot.previousId),
    runId: bareId(run.id),
    runStatus: run.status,
    batchId: null,
    attemptNumber: run.attemptNumber,
    environmentId: identity.environmentId,
    environmentType: "DEVELOPMENT",
    projectId: identity.projectId,
    organizationId: identity.organizationId,
    completedWaitpointOrder: [],
    checkpointId: null,
    workerId: null,
    runnerId: null,
    createdAt: instant(snapshot.createdAt),
    updatedAt: instant(snapshot.createdAt),
    lastHeartbeatAt: null,
    metadata: null,
    checkpoint: null,
    friendlyId: snapshot.id,
    runFriendlyId: run.id,
  };
}

/** A snapshot as the worker follows it. */
export function shortSnapshot({ snapshot }: Run): object {
  return {
    id: bareId(snapshot.id),
    friendlyId: snapshot.id,
    executionStatus: snapshot.status,
    description: snapshot.description,
    createdAt: instant(snapshot.createdAt),
  };
}

/** What links the spans of the worker to the run's own. */
export function traceContext(run: Run): object {
  return { external: {}, traceparent: `00-${run.traceId}-${run.spanId}-01` };
}

/** ISO 8601; the epoch for what has not happened, where the vendor's schema wants a date. */
export function instant(milliseconds: number | undefined): string {
  return new Date(milliseconds ?? 0).toISOString();
}
