import { z } from "zod";
import type { SQLInputValue } from "node:sqlite";
import type { Database } from "./database.ts";
import { readPage, type Page, type PageRequest } from "./page.ts";

/** The vendor's run statuses, as its engine writes them. */
export const RunStatus = z.enum([
  "DELAYED",
  "PENDING",
  "DEQUEUED",
  "EXECUTING",
  "RETRYING_AFTER_FAILURE",
  "CANCELED",
  "COMPLETED_SUCCESSFULLY",
  "COMPLETED_WITH_ERRORS",
  "SYSTEM_FAILURE",
  "CRASHED",
  "EXPIRED",
  "TIMED_OUT",
]);
export type RunStatus = z.infer<typeof RunStatus>;

/** Where the engine and the worker stand with a run; the worker follows it by the snapshot's id. */
export const Snapshot = z.object({
  id: z.string(),
  status: z.enum([
    "DELAYED",
    "QUEUED",
    "PENDING_EXECUTING",
    "EXECUTING",
    "EXECUTING_WITH_WAITPOINTS",
    "PENDING_CANCEL",
    "FINISHED",
  ]),
  description: z.string(),
  createdAt: z.number(),
  previousId: z.string().nullable(),
  completedWaitpointIds: z.array(z.string()),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** One execution of a task. Times are unix milliseconds. */
export const Run = z.object({
  id: z.string(),
  taskId: z.string(),
  status: RunStatus,
  snapshot: Snapshot,
  attemptNumber: z.number().nullable(),
  payload: z.string(),
  payloadType: z.string(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  tags: z.array(z.string()),
  output: z.string().optional(),
  outputType: z.string().optional(),
  error: z.record(z.string(), z.unknown()).optional(),
  queue: z.string(),
  queuedAt: z.number(),
  concurrencyKey: z.string().optional(),
  maxAttempts: z.number().optional(),
  maxDuration: z.number().optional(),
  machine: z.string(),
  ttl: z.string().optional(),
  isTest: z.boolean(),
  priorityMs: z.number(),
  idempotencyKey: z.string().optional(),
  idempotencyKeyExpiresAt: z.number().optional(),
  idempotencyKeyOptions: z.object({ key: z.string(), scope: z.enum(["run", "attempt", "global"]) }).optional(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  parentRunId: z.string().optional(),
  rootRunId: z.string().optional(),
  depth: z.number(),
  triggerFunction: z.enum(["trigger", "triggerAndWait"]),
  lockedToVersion: z.string().optional(),
  workerId: z.string().optional(),
  version: z.string().optional(),
  /** The waitpoint of a parent that waits for this run. */
  associatedWaitpointId: z.string().optional(),
  /** False for runs that were written, not executed: no worker owes them a sign of life. */
  attended: z.boolean(),
  usageDurationMs: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
  startedAt: z.number().optional(),
  executedAt: z.number().optional(),
  completedAt: z.number().optional(),
  expiredAt: z.number().optional(),
  delayUntil: z.number().optional(),
});
export type Run = z.infer<typeof Run>;

interface RunFilter {
  readonly statuses: readonly RunStatus[];
  /** Any of them, as the vendor reads several tags. */
  readonly tags: readonly string[];
  readonly tasks: readonly string[];
  readonly createdFrom?: number | undefined;
  readonly createdTo?: number | undefined;
  readonly asOf?: number | undefined;
}

export interface Runs {
  find(id: string): Run | undefined;
  findByKey(idempotencyKey: string): Run | undefined;
  findByTrace(traceId: string): Run[];
  children(parentRunId: string): Run[];
  insert(run: Run): void;
  update(run: Run): void;
  releaseKey(run: Run): void;
  /** Runs ready to be handed to a worker, at most that many of each queue, the most urgent first. */
  queued(ofEachQueue: number): Run[];
  /** Runs that some worker holds. */
  held(): Run[];
  countHeld(queue: string): number;
  list(filter: RunFilter, page: PageRequest): Page<Run>;
  block(runId: string, waitpointId: string, position: number): void;
  blockedBy(waitpointId: string): string[];
  blockersOf(runId: string): string[];
  unblock(runId: string): void;
}

const HELD = "('PENDING_EXECUTING', 'EXECUTING', 'EXECUTING_WITH_WAITPOINTS', 'PENDING_CANCEL')";

export function openRuns({ connection }: Database): Runs {
  const byId = connection.prepare("SELECT body FROM runs WHERE id = ?");
  const byKey = connection.prepare("SELECT body FROM runs WHERE idempotency_key = ?");
  const byTrace = connection.prepare("SELECT body FROM runs WHERE trace_id = ? ORDER BY seq");
  const byParent = connection.prepare("SELECT body FROM runs WHERE parent_id = ? ORDER BY seq");
  const insertRow = connection.prepare(
    `INSERT INTO runs (id, task, status, snapshot, queue, queued_at, trace_id, idempotency_key, parent_id, created_at,
       completed_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const updateRow = connection.prepare(
    `UPDATE runs SET status = ?, snapshot = ?, queued_at = ?, completed_at = ?, body = ? WHERE id = ? RETURNING seq`,
  );
  const insertTag = connection.prepare("INSERT OR IGNORE INTO run_tags (tag, seq) VALUES (?, ?)");
  const clearKey = connection.prepare("UPDATE runs SET idempotency_key = NULL WHERE id = ?");
  // Of each queue its own first ones: a queue that is full, or whose task no worker knows, holds up no other.
  const queuedRows = connection.prepare(
    `SELECT body FROM (
       SELECT body, queued_at, row_number() OVER (PARTITION BY queue ORDER BY queued_at) AS place
       FROM runs WHERE snapshot = 'QUEUED'
     ) WHERE place <= ? ORDER BY queued_at`,
  );
  const heldRows = connection.prepare(`SELECT body FROM runs WHERE snapshot IN ${HELD}`);
  const heldCount = connection.prepare(`SELECT count(*) AS held FROM runs WHERE snapshot IN ${HELD} AND queue = ?`);
  const insertBlock = connection.prepare(
    "INSERT OR IGNORE INTO blocks (waitpoint_id, run_id, position) VALUES (?, ?, ?)",
  );
  const blocked = connection.prepare("SELECT run_id FROM blocks WHERE waitpoint_id = ?");
  const blockers = connection.prepare("SELECT waitpoint_id FROM blocks WHERE run_id = ? ORDER BY position");
  const deleteBlocks = connection.prepare("DELETE FROM blocks WHERE run_id = ?");
  const tag = (seq: number | bigint, tags: readonly string[]): void => {
    for (const name of tags) insertTag.run(name, seq);
  };
  return {
    find: (id) => parseRow(byId.get(id)),
    findByKey: (key) => parseRow(byKey.get(key)),
    findByTrace: (traceId) => byTrace.all(traceId).flatMap((row) => parseRow(row) ?? []),
    children: (parentRunId) => byParent.all(parentRunId).flatMap((row) => parseRow(row) ?? []),
    insert: (run) => {
      const { lastInsertRowid } = insertRow.run(
        run.id,
        run.taskId,
        run.status,
        run.snapshot.status,
        run.queue,
        run.queuedAt - run.priorityMs,
        run.traceId,
        run.idempotencyKey ?? null,
        run.parentRunId ?? null,
        run.createdAt,
        run.completedAt ?? null,
        JSON.stringify(run),
      );
      tag(lastInsertRowid, run.tags);
    },
    update: (run) => {
      const row = updateRow.get(
        run.status,
        run.snapshot.status,
        run.queuedAt - run.priorityMs,
        run.completedAt ?? null,
        JSON.stringify(run),
        run.id,
      );
      tag(Number(row?.["seq"]), run.tags);
    },
    releaseKey: (run) => {
      clearKey.run(run.id);
    },
    queued: (ofEachQueue) => queuedRows.all(ofEachQueue).flatMap((row) => parseRow(row) ?? []),
    held: () => heldRows.all().flatMap((row) => parseRow(row) ?? []),
    countHeld: (queue) => Number(heldCount.get(queue)?.["held"] ?? 0),
    list: (filter, page) => {
      const { where, values } = runConditions(filter);
      return readPage({ connection, table: "runs", where, values, page, parse: (body) => Run.parse(body) });
    },
    block: (runId, waitpointId, position) => {
      insertBlock.run(waitpointId, runId, position);
    },
    blockedBy: (waitpointId) => blocked.all(waitpointId).map((row) => String(row["run_id"])),
    blockersOf: (runId) => blockers.all(runId).map((row) => String(row["waitpoint_id"])),
    unblock: (runId) => {
      deleteBlocks.run(runId);
    },
  };
}

/** How a reader at `asOf` sees a run: finished later means still executing. */
export function runAsOf(run: Run, asOf: number | undefined): Run {
  if (asOf === undefined || run.completedAt === undefined || run.completedAt <= asOf) return run;
  const { completedAt: _, output: __, error: ___, ...rest } = run;
  return { ...rest, status: "EXECUTING" };
}

function runConditions(filter: RunFilter): { where: string[]; values: SQLInputValue[] } {
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  const oneOf = (column: string, choices: readonly string[]): void => {
    if (choices.length === 0) return;
    where.push(`${column} IN (${choices.map(() => "?").join(", ")})`);
    values.push(...choices);
  };
  oneOf("status", filter.statuses);
  oneOf("task", filter.tasks);
  if (filter.tags.length > 0) {
    where.push(`seq IN (SELECT seq FROM run_tags WHERE tag IN (${filter.tags.map(() => "?").join(", ")}))`);
    values.push(...filter.tags);
  }
  for (const [condition, value] of [
    ["created_at >= ?", filter.createdFrom],
    ["created_at <= ?", filter.createdTo],
    ["created_at <= ?", filter.asOf],
  ] as const) {
    if (value === undefined) continue;
    where.push(condition);
    values.push(value);
  }
  return { where, values };
}

function parseRow(row: Record<string, unknown> | undefined): Run | undefined {
  return row === undefined ? undefined : Run.parse(JSON.parse(String(row["body"])));
}
