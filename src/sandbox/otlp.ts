import { z } from "zod";
import type { SpanRecord } from "./store/spans.ts";

const OtlpValue: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
    z.strictObject({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
    z.strictObject({ intValue: z.union([z.string(), z.number()]) }).transform(({ intValue }) => Number(intValue)),
    z.strictObject({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
    z
      .strictObject({ arrayValue: z.looseObject({ values: z.array(OtlpValue).default([]) }) })
      .transform(({ arrayValue }) => arrayValue.values),
    z.looseObject({}).transform(() => null),
  ]),
);

const Attributes = z
  .array(z.object({ key: z.string(), value: OtlpValue.optional() }))
  .default([])
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, value])));

const Nano = z.union([z.string(), z.number()]).transform(String);

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: Nano,
  endTimeUnixNano: Nano,
  attributes: Attributes,
  events: z.array(z.object({ name: z.string(), timeUnixNano: Nano, attributes: Attributes })).default([]),
  status: z.looseObject({ code: z.number().optional(), message: z.string().optional() }).optional(),
});

const LogRecord = z.object({
  timeUnixNano: Nano.optional(),
  observedTimeUnixNano: Nano.optional(),
  severityText: z.string().optional(),
  body: OtlpValue.optional(),
  attributes: Attributes,
  traceId: z.string().optional(),
  spanId: z.string().optional(),
});

/** What a worker posts to `/otel/v1/traces`. */
export const TraceExport = z.object({
  resourceSpans: z
    .array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span).default([]) })).default([]) }))
    .default([]),
});
export type TraceExport = z.infer<typeof TraceExport>;

/** What a worker posts to `/otel/v1/logs`. */
export const LogExport = z.object({
  resourceLogs: z
    .array(z.object({ scopeLogs: z.array(z.object({ logRecords: z.array(LogRecord).default([]) })).default([]) }))
    .default([]),
});
export type LogExport = z.infer<typeof LogExport>;

const ERROR_STATUS = 2;

/** The spans of an export that belong to a run. A partial one announces a span that has begun, under the span's own id. */
export function spansOf(exported: TraceExport): SpanRecord[] {
  const spans = exported.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  return spans.flatMap((span) => {
    const runId = runOf(span.attributes);
    if (runId === undefined) return [];
    const isPartial = span.attributes["$span.partial"] === true;
    const announced = span.attributes["$span.span_id"];
    return {
      spanId: isPartial && typeof announced === "string" ? announced : span.spanId,
      parentId: span.parentSpanId,
      runId,
      message: span.name,
      level: "TRACE",
      kind: "span",
      startTimeNano: span.startTimeUnixNano,
      durationNano: isPartial ? 0 : Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)),
      isError: span.status?.code === ERROR_STATUS,
      isPartial,
      isCancelled: false,
      attemptNumber: attemptOf(span.attributes),
      properties: ownProperties(span.attributes),
      events: span.events.map(({ name, timeUnixNano, attributes }) => ({
        name,
        time: new Date(Number(BigInt(timeUnixNano) / 1_000_000n)).toISOString(),
        properties: attributes,
      })),
    };
  });
}

/** The log lines of an export that belong to a run; `newSpanId` names each, as it stands in the trace like a span. */
export function logsOf(exported: LogExport, newSpanId: () => string): SpanRecord[] {
  const records = exported.resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap((scope) => scope.logRecords));
  return records.flatMap((record) => {
    const runId = runOf(record.attributes);
    const time = record.timeUnixNano ?? record.observedTimeUnixNano;
    if (runId === undefined || time === undefined) return [];
    const level = levelOf(record.severityText);
    return {
      spanId: newSpanId(),
      parentId: record.spanId,
      runId,
      message: typeof record.body === "string" ? record.body : JSON.stringify(record.body ?? ""),
      level,
      kind: "log",
      startTimeNano: time,
      durationNano: 0,
      isError: level === "ERROR",
      isPartial: false,
      isCancelled: false,
      attemptNumber: attemptOf(record.attributes),
      properties: ownProperties(record.attributes),
      events: [],
    };
  });
}

function runOf(attributes: Record<string, unknown>): string | undefined {
  const runId = attributes["$metadata.ctx.run.id"] ?? attributes["ctx.run.id"];
  return typeof runId === "string" ? runId : undefined;
}

function attemptOf(attributes: Record<string, unknown>): number | undefined {
  const attempt = attributes["$metadata.ctx.attempt.number"] ?? attributes["ctx.attempt.number"];
  return typeof attempt === "number" ? attempt : undefined;
}

// What the SDK adds for the server's own bookkeeping is no part of what the task said.
function ownProperties(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !name.startsWith("$") && !name.startsWith("ctx.")),
  );
}

function levelOf(severity: string | undefined): string {
  const word = severity?.toUpperCase() ?? "INFO";
  if (word.startsWith("WARN")) return "WARN";
  return ["DEBUG", "INFO", "ERROR", "TRACE"].find((level) => word.startsWith(level)) ?? "INFO";
}
