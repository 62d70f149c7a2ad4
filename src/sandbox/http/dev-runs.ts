import { FlushedRunMetadata, parsePacket, type TaskRunExecutionResult } from "@trigger.dev/core/v3";
import {
  WorkloadHeartbeatResponseBody,
  WorkloadRunAttemptCompleteRequestBody,
  WorkloadRunAttemptCompleteResponseBody,
  WorkloadRunAttemptStartResponseBody,
  WorkloadRunLatestSnapshotResponseBody,
} from "@trigger.dev/core/v3/workers";
import { type Context, Hono } from "hono";
import { completeAttempt, keepAlive, startAttempt } from "#sandbox/engine/attempts.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { requireSecretKey } from "./auth.ts";
import { presentAttempt } from "./present-attempt.ts";
import { presentCompletion, presentExecutionData } from "./present-execution.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";
import { applyFlush } from "./run-notes.ts";

const MAX_COMPLETION_BYTES = 16 * 1024 * 1024;

/** How a worker reports on the runs it executes. */
export function devRunRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  const snapshot = "/engine/v1/dev/runs/:run/snapshots/:snapshot";
  routes.get("/engine/v1/dev/runs/:run/snapshots/latest", key, (context) => latestSnapshot(sandbox, context));
  routes.post(`${snapshot}/heartbeat`, key, (context) => {
    if (sandbox.store.runs.find(runId(context))?.snapshot.status !== "FINISHED") keepAlive(sandbox, runId(context));
    return reply(WorkloadHeartbeatResponseBody, { ok: true });
  });
  routes.post(`${snapshot}/attempts/start`, key, async (context) => {
    const run = startAttempt(sandbox, runId(context), context.req.param("snapshot"));
    return reply(WorkloadRunAttemptStartResponseBody, await presentAttempt(sandbox, run));
  });
  routes.post(`${snapshot}/attempts/complete`, key, (context) => complete(sandbox, context));
  routes.post("/engine/v1/dev/runs/:run/logs/debug", key, (context) => context.body(null, 204));
  return routes;
}

function latestSnapshot(sandbox: Sandbox, context: Context): Response {
  const run = sandbox.store.runs.find(runId(context));
  if (run === undefined) throw new Refusal(404, { error: "Run not found" });
  return reply(WorkloadRunLatestSnapshotResponseBody, { execution: presentExecutionData(sandbox, run) });
}

async function complete(sandbox: Sandbox, context: Context): Promise<Response> {
  const { completion } = await readBody(context, WorkloadRunAttemptCompleteRequestBody, MAX_COMPLETION_BYTES);
  const flush = await lastFlush(completion);
  const id = runId(context);
  const { run, attemptStatus } = sandbox.store.transaction(() => {
    const result = completeAttempt(sandbox, id, context.req.param("snapshot") ?? "", completion);
    // The task's last metadata rides in its completion; without this it would be lost.
    const flushed = flush === undefined ? undefined : applyFlush(sandbox, id, flush);
    return { run: flushed ?? result.run, attemptStatus: result.attemptStatus };
  });
  return reply(WorkloadRunAttemptCompleteResponseBody, {
    result: presentCompletion(sandbox, run, attemptStatus),
  });
}

async function lastFlush(completion: TaskRunExecutionResult): Promise<FlushedRunMetadata | undefined> {
  if (completion.flushedMetadata === undefined) return completion.metadata;
  const { data, dataType } = completion.flushedMetadata;
  const flush = FlushedRunMetadata.safeParse(await parsePacket({ dataType, ...(data === undefined ? {} : { data }) }));
  return flush.success ? flush.data : undefined;
}

function runId(context: Context): string {
  return context.req.param("run") ?? "";
}
