import { SnapshotId } from "@trigger.dev/core/v3/isomorphic";
import type { Run, Snapshot } from "#sandbox/store/runs.ts";

/** The snapshot that follows the run's present one. */
export function nextSnapshot(
  run: { snapshot: Snapshot } | undefined,
  status: Snapshot["status"],
  description: string,
  now: number,
  completedWaitpointIds: string[] = [],
): Snapshot {
  return {
    id: SnapshotId.generate().friendlyId,
    status,
    description,
    createdAt: now,
    previousId: run?.snapshot.id ?? null,
    completedWaitpointIds,
  };
}

/** True while some worker holds the run. */
export function isHeld(run: Run): boolean {
  return (
    run.snapshot.status === "PENDING_EXECUTING" ||
    run.snapshot.status === "EXECUTING" ||
    run.snapshot.status === "EXECUTING_WITH_WAITPOINTS" ||
    run.snapshot.status === "PENDING_CANCEL"
  );
}
