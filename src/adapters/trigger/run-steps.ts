import type { RunStep, RunTrace } from "#app/ports.ts";
import { scrubText } from "#core/scrub.ts";
import { type TraceNode, walkTrace } from "./trace-node.ts";

/** Most steps that are handed on. */
const MAX_STEPS = 2_000;
const MAX_NAME = 200;
const NANOSECONDS = 1_000_000;
/** The vendor's level of a span; every other one is a log record's. */
const SPAN_LEVEL = "TRACE";

/**
 * The steps of a trace, each before the ones below it. Where there are too many, the log records go first, because the
 * log has them too.
 */
export function readRunSteps(rootSpan: TraceNode): Pick<RunTrace, "steps" | "leftOut"> {
  const all = [...walkTrace(rootSpan)].map(({ node, depth }) => stepOf(node, depth));
  const kept = all.length <= MAX_STEPS ? all : all.filter(({ state }) => state !== "record").slice(0, MAX_STEPS);
  return { steps: kept, leftOut: all.length - kept.length };
}

// SECURITY: name and times only. A span's properties hold whatever the task put there, callback URLs and tokens included.
function stepOf({ id, data }: TraceNode, depth: number): RunStep {
  const state = stateOf(data);
  return {
    id,
    depth,
    name: scrubText(data.message).slice(0, MAX_NAME),
    at: data.startTime.getTime(),
    ...(state !== "record" && state !== "going-on" && { durationMs: data.duration / NANOSECONDS }),
    state,
  };
}

function stateOf({ level, isCancelled, isPartial, isError }: TraceNode["data"]): RunStep["state"] {
  if (level !== SPAN_LEVEL) return "record";
  if (isCancelled) return "cancelled";
  if (isPartial) return "going-on";
  return isError ? "failed" : "done";
}
