import { RunId } from "@trigger.dev/core/v3/isomorphic";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { digestOf, shortDigest } from "#core/digest.ts";
import { COUNTERSIGN, GateRequest } from "#core/envelope.ts";
import { KeyId } from "#core/identifiers.ts";
import { formatGateTags } from "#core/gate-tags.ts";
import { createWaitpoint } from "#sandbox/engine/create-waitpoint.ts";
import { timeoutInstant } from "#sandbox/engine/durations.ts";
import { nextSnapshot } from "#sandbox/engine/snapshots.ts";
import type { Engine } from "#sandbox/sandbox.ts";
import type { Run } from "#sandbox/store/runs.ts";

/** A gate to be written: what it asks, for how long, and whom the task would believe. */
export const NewGate = z.strictObject({
  request: GateRequest,
  timeout: z.string().optional(),
  tags: z.array(z.string()).optional(),
  accepts: z.array(KeyId).default([]),
});
export type NewGate = z.infer<typeof NewGate>;

export interface WrittenGate {
  readonly tokenId: string;
  readonly runId: string;
}

/**
 * Writes waiting gates straight into the store, each a run, its token and its envelope, in one transaction. No worker
 * executes them: deciding one settles its token and nothing more.
 */
export function writeGates(engine: Engine, gates: readonly NewGate[], taskId = "written-gate"): WrittenGate[] {
  return engine.store.transaction(() => gates.map((gate) => writeGate(engine, gate, taskId)));
}

function writeGate(engine: Engine, gate: NewGate, taskId: string): WrittenGate {
  const now = engine.now();
  const runId = RunId.generate().friendlyId;
  const digest = digestOf(gate.request, nodeCrypto);
  const { waitpoint } = createWaitpoint(engine, {
    idempotencyKey: `approval:${runId}:${gate.request.gate}:${gate.request.round}:${shortDigest(digest)}`,
    timeoutAt: timeoutInstant(gate.timeout, now),
    tags: gate.tags ?? formatGateTags(gate.request, runId),
  });
  const envelope = { digest, accepts: gate.accepts, request: gate.request };
  const metadata = { [COUNTERSIGN]: { version: 1, gates: { [waitpoint.id]: envelope } } };
  engine.store.runs.insert(waitingRun(runId, taskId, metadata, now));
  engine.store.runs.block(runId, waitpoint.id, 0);
  return { tokenId: waitpoint.id, runId };
}

function waitingRun(id: string, taskId: string, metadata: Record<string, unknown>, now: number): Run {
  return {
    id,
    taskId,
    status: "EXECUTING",
    snapshot: nextSnapshot(undefined, "EXECUTING_WITH_WAITPOINTS", "The run waits for a waitpoint.", now),
    attemptNumber: 1,
    payload: "null",
    payloadType: "application/json",
    metadata,
    tags: [COUNTERSIGN],
    queue: `task/${taskId}`,
    queuedAt: now,
    machine: "small-1x",
    isTest: false,
    priorityMs: 0,
    traceId: randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    depth: 0,
    triggerFunction: "trigger",
    attended: false,
    usageDurationMs: 0,
    createdAt: now,
    updatedAt: now,
    startedAt: now,
    executedAt: now,
  };
}
