import { z } from "zod";
import type { Database } from "./database.ts";

/** A node of a run's trace: a span, or a log record (which is a node without duration). */
export const SpanRecord = z.object({
  spanId: z.string(),
  parentId: z.string().optional(),
  runId: z.string(),
  message: z.string(),
  level: z.string(),
  kind: z.enum(["span", "log"]),
  /** Unix nanoseconds as a decimal string: they do not fit a number. */
  startTimeNano: z.string(),
  durationNano: z.number(),
  isError: z.boolean(),
  isPartial: z.boolean(),
  isCancelled: z.boolean(),
  attemptNumber: z.number().optional(),
  properties: z.record(z.string(), z.unknown()),
  events: z.array(z.unknown()),
});
export type SpanRecord = z.infer<typeof SpanRecord>;

export interface Spans {
  /** Writes a node; a finished span replaces its own partial one, never the other way round. */
  put(span: SpanRecord): void;
  ofRun(runId: string): SpanRecord[];
}

export function openSpans({ connection }: Database): Spans {
  const insertRow = connection.prepare(
    `INSERT INTO spans (run_id, span_id, body) VALUES (?, ?, ?)
     ON CONFLICT (run_id, span_id) DO UPDATE SET body = excluded.body
     WHERE json_extract(spans.body, '$.isPartial') OR NOT json_extract(excluded.body, '$.isPartial')`,
  );
  const all = connection.prepare("SELECT body FROM spans WHERE run_id = ? ORDER BY seq");
  const parse = (row: Record<string, unknown>): SpanRecord => SpanRecord.parse(JSON.parse(String(row["body"])));
  return {
    put: (span) => {
      insertRow.run(span.runId, span.spanId, JSON.stringify(span));
    },
    ofRun: (runId) => all.all(runId).map(parse),
  };
}
