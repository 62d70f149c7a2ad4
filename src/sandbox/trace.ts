import type { Sandbox } from "./sandbox.ts";
import type { Run } from "./store/runs.ts";
import type { SpanRecord } from "./store/spans.ts";

/** A trace as a tree: the run's own span at the root, what the worker reported below it. */
export interface TraceNode {
  readonly span: SpanRecord;
  readonly children: TraceNode[];
}

/** Builds the tree of a run and of the runs it triggered in the same trace. */
export function readTrace(sandbox: Sandbox, run: Run): TraceNode {
  const { runs, spans } = sandbox.store;
  const family = runs.findByTrace(run.traceId);
  const all = family.flatMap((member) => [rootSpan(member, sandbox.now())].concat(spans.ofRun(member.id)));
  const nodes = new Map(all.map((span) => [span.spanId, { span, children: [] as TraceNode[] }]));
  const root = nodes.get(run.spanId) ?? { span: rootSpan(run, sandbox.now()), children: [] };
  for (const node of nodes.values()) {
    if (node === root) continue;
    const parent = node.span.parentId === undefined ? undefined : nodes.get(node.span.parentId);
    // A node whose parent never arrived still belongs to its run.
    if (parent !== undefined) parent.children.push(node);
    else if (node.span.runId === run.id) root.children.push(node);
  }
  for (const node of nodes.values()) {
    node.children.sort((one, other) => compareTimes(one.span.startTimeNano, other.span.startTimeNano));
  }
  return root;
}

/** The nodes of a tree, parents before children. */
export function flattenTrace(node: TraceNode): SpanRecord[] {
  return [node.span, ...node.children.flatMap(flattenTrace)];
}

/** The span that the server itself keeps for a run: it lasts from the trigger to the end. */
function rootSpan(run: Run, now: number): SpanRecord {
  const isCancelled = run.status === "CANCELED";
  const isPartial = run.completedAt === undefined;
  return {
    spanId: run.spanId,
    parentId: run.parentSpanId,
    runId: run.id,
    message: run.taskId,
    level: "TRACE",
    kind: "span",
    startTimeNano: `${run.createdAt}000000`,
    durationNano: ((run.completedAt ?? now) - run.createdAt) * 1_000_000,
    isError: run.error !== undefined && !isCancelled,
    isPartial,
    isCancelled,
    properties: {},
    events: [],
  };
}

function compareTimes(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}
