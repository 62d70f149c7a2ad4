import type { RunLogLine } from "#app/ports.ts";
import { scrubText } from "#core/scrub.ts";
import { type TraceNode, walkTrace } from "./trace-node.ts";

/** Most lines that are handed on: the newest. */
const MAX_LINES = 10_000;
const MAX_MESSAGE = 4_000;

const LEVELS: Readonly<Record<string, RunLogLine["level"]>> = {
  DEBUG: "debug",
  LOG: "info",
  INFO: "info",
  WARN: "warn",
  ERROR: "error",
};

/**
 * The log lines of a trace, oldest first. Spans (level TRACE) are the machinery and are left out, but for the exceptions
 * they recorded, each told once although every span above repeats it.
 */
export function readRunLogs(rootSpan: TraceNode): RunLogLine[] {
  const lines: RunLogLine[] = [];
  const told = new Set<string>();
  for (const { node } of walkTrace(rootSpan)) lines.push(...ownLine(node), ...exceptionLines(node, told));
  return lines.sort((left, right) => left.at - right.at).slice(-MAX_LINES);
}

function ownLine({ id, data }: TraceNode): RunLogLine[] {
  const level = LEVELS[data.level];
  return level === undefined ? [] : [line(id, data.startTime, level, data.message)];
}

function exceptionLines({ id, data }: TraceNode, told: Set<string>): RunLogLine[] {
  if (!data.isError) return [];
  return (data.events ?? []).flatMap((event, index) => {
    const exception = exceptionOf(event);
    if (exception === undefined || told.has(exception.message)) return [];
    told.add(exception.message);
    return [line(`${id}:${index}`, exception.at ?? data.startTime, "error", exception.message)];
  });
}

function exceptionOf(event: unknown): { message: string; at?: Date } | undefined {
  const { name, time, properties } = fields(event);
  if (name !== "exception") return undefined;
  const { message } = fields(fields(properties)["exception"]);
  if (typeof message !== "string") return undefined;
  const at = new Date(typeof time === "string" || typeof time === "number" ? time : Number.NaN);
  return Number.isNaN(at.getTime()) ? { message } : { message, at };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function line(id: string, at: Date, level: RunLogLine["level"], message: string): RunLogLine {
  return { id, at: at.getTime(), level, message: scrubText(message).slice(0, MAX_MESSAGE) };
}
