import {
  RetrieveRunTracePageResponseBody,
  RetrieveRunTraceResponseBody,
  RetrieveSpanDetailResponseBody,
} from "@trigger.dev/core/v3";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Sandbox } from "#sandbox/sandbox.ts";
import type { Run } from "#sandbox/store/runs.ts";
import type { SpanRecord } from "#sandbox/store/spans.ts";
import { flattenTrace, readTrace, type TraceNode } from "#sandbox/trace.ts";
import { requireSecretKey } from "./auth.ts";
import { Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";
import { requireRun } from "./runs.ts";

/** The execution log of a run: its trace as a tree, as pages, as events, and node by node. */
export function traceRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  routes.get("/api/v1/runs/:run/trace", key, (context) => traceOf(sandbox, context));
  routes.get("/api/v1/runs/:run/events", key, (context) => {
    const run = requireRun(sandbox, context);
    return reply(z.object({ events: z.array(z.unknown()) }), {
      events: flattenTrace(readTrace(sandbox, run)).map((span) => presentEvent(run, span)),
    });
  });
  routes.get("/api/v1/runs/:run/spans/:span", key, (context) => spanOf(sandbox, context));
  return routes;
}

function traceOf(sandbox: Sandbox, context: Context): Response {
  const run = requireRun(sandbox, context);
  const tree = readTrace(sandbox, run);
  const size = context.req.query("page[size]");
  if (size !== undefined) return tracePage(tree, context.req.query("page[after]"), Number(size));
  return reply(RetrieveRunTraceResponseBody, {
    trace: { traceId: run.traceId, rootSpan: presentNode(run, tree) },
  });
}

function tracePage(tree: TraceNode, after: string | undefined, size: number): Response {
  const spans = flattenTrace(tree);
  const start = spans.findIndex(({ spanId }) => spanId === after) + 1;
  const shown = spans.slice(start, start + size);
  const more = start + size < spans.length;
  return reply(RetrieveRunTracePageResponseBody, {
    data: shown.map((span) => presentSpan(span)),
    attemptFailures: shown.flatMap(({ spanId, attemptNumber, runId, isError, message }) =>
      isError && attemptNumber !== undefined && message.startsWith("Attempt ")
        ? [{ spanId, attemptNumber, runId }]
        : [],
    ),
    pagination: { next: more ? shown.at(-1)?.spanId : undefined },
  });
}

function spanOf(sandbox: Sandbox, context: Context): Response {
  const run = requireRun(sandbox, context);
  const spanId = context.req.param("span");
  const span = flattenTrace(readTrace(sandbox, run)).find((candidate) => candidate.spanId === spanId);
  if (span === undefined) throw new Refusal(404, { error: "Span not found" });
  return reply(RetrieveSpanDetailResponseBody, {
    spanId: span.spanId,
    parentId: span.parentId ?? null,
    runId: span.runId,
    message: span.message,
    isError: span.isError,
    isPartial: span.isPartial,
    isCancelled: span.isCancelled,
    level: span.level,
    startTime: startTime(span),
    durationMs: span.durationNano / 1_000_000,
    properties: span.properties,
    events: span.events,
  });
}

function presentNode(run: Run, { span, children }: TraceNode): object {
  return {
    id: span.spanId,
    parentId: span.parentId,
    runId: span.runId,
    data: {
      message: span.message,
      taskSlug: run.taskId,
      events: span.events,
      startTime: startTime(span),
      duration: span.durationNano,
      isError: span.isError,
      isPartial: span.isPartial,
      isCancelled: span.isCancelled,
      level: span.level,
      workerVersion: run.version,
      queueName: run.queue,
      machinePreset: run.machine,
      properties: span.properties,
    },
    children: children.map((child) => presentNode(run, child)),
  };
}

function presentSpan(span: SpanRecord): object {
  return {
    id: span.spanId,
    parentId: span.parentId,
    runId: span.runId,
    message: span.message,
    startTime: startTime(span),
    duration: span.durationNano,
    isError: span.isError,
    isPartial: span.isPartial,
    isCancelled: span.isCancelled,
    level: span.level,
    attemptNumber: span.attemptNumber,
  };
}

function presentEvent(run: Run, span: SpanRecord): object {
  return {
    spanId: span.spanId,
    parentId: span.parentId,
    runId: span.runId,
    idempotencyKey: run.idempotencyKey ?? null,
    message: span.message,
    style: {},
    startTime: startTime(span),
    duration: span.durationNano,
    isError: span.isError,
    isPartial: span.isPartial,
    isCancelled: span.isCancelled,
    level: span.level,
    kind: span.kind === "log" ? "LOG" : "INTERNAL",
    attemptNumber: span.attemptNumber ?? null,
    taskSlug: run.taskId,
    events: span.events,
    environmentType: "DEVELOPMENT",
  };
}

function startTime(span: SpanRecord): string {
  return new Date(Number(BigInt(span.startTimeNano) / 1_000_000n)).toISOString();
}
