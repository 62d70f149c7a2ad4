import { z } from "zod";
import type { SQLInputValue } from "node:sqlite";
import type { Database } from "./database.ts";
import { readPage, type Page, type PageRequest } from "./page.ts";

/** What a run can wait for. MANUAL is a waitpoint token, DATETIME a pause, RUN a child run. Times are unix milliseconds. */
export const Waitpoint = z.object({
  id: z.string(),
  type: z.enum(["MANUAL", "DATETIME", "RUN"]),
  state: z.enum(["PENDING", "COMPLETED"]),
  idempotencyKey: z.string(),
  userProvidedIdempotencyKey: z.boolean(),
  idempotencyKeyExpiresAt: z.number().optional(),
  createdAt: z.number(),
  completedAfter: z.number().optional(),
  completedAt: z.number().optional(),
  output: z.string().optional(),
  outputType: z.string(),
  outputIsError: z.boolean(),
  tags: z.array(z.string()),
  completedByRunId: z.string().optional(),
});
export type Waitpoint = z.infer<typeof Waitpoint>;

/** The vendor's three words for a token, from its two states. */
export type TokenStatus = "WAITING" | "COMPLETED" | "TIMED_OUT";

interface TokenFilter {
  readonly statuses: readonly TokenStatus[];
  /** Any of them, as the vendor reads several tags. */
  readonly tags: readonly string[];
  readonly idempotencyKey?: string | undefined;
  readonly createdFrom?: number | undefined;
  readonly createdTo?: number | undefined;
  /** The instant the reader sees: what happened later is not there yet. */
  readonly asOf?: number | undefined;
}

export interface Waitpoints {
  find(id: string): Waitpoint | undefined;
  findByKey(idempotencyKey: string): Waitpoint | undefined;
  insert(waitpoint: Waitpoint): void;
  update(waitpoint: Waitpoint): void;
  /** Frees an idempotency key whose time is over, so that the next token can have it. */
  releaseKey(waitpoint: Waitpoint): void;
  /** Tokens, newest first. */
  list(filter: TokenFilter, page: PageRequest): Page<Waitpoint>;
}

export function openWaitpoints({ connection }: Database): Waitpoints {
  const byId = connection.prepare("SELECT body FROM waitpoints WHERE id = ?");
  const byKey = connection.prepare("SELECT body FROM waitpoints WHERE idempotency_key = ?");
  const insertRow = connection.prepare(
    "INSERT INTO waitpoints (id, type, state, idempotency_key, created_at, completed_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const insertTag = connection.prepare("INSERT OR IGNORE INTO waitpoint_tags (tag, seq) VALUES (?, ?)");
  const updateRow = connection.prepare("UPDATE waitpoints SET state = ?, completed_at = ?, body = ? WHERE id = ?");
  const clearKey = connection.prepare("UPDATE waitpoints SET idempotency_key = NULL WHERE id = ?");
  return {
    find: (id) => parseRow(byId.get(id)),
    findByKey: (key) => parseRow(byKey.get(key)),
    insert: (waitpoint) => {
      const { lastInsertRowid } = insertRow.run(
        waitpoint.id,
        waitpoint.type,
        waitpoint.state,
        waitpoint.idempotencyKey,
        waitpoint.createdAt,
        waitpoint.completedAt ?? null,
        JSON.stringify(waitpoint),
      );
      for (const tag of waitpoint.tags) insertTag.run(tag, lastInsertRowid);
    },
    update: (waitpoint) => {
      updateRow.run(waitpoint.state, waitpoint.completedAt ?? null, JSON.stringify(waitpoint), waitpoint.id);
    },
    releaseKey: (waitpoint) => {
      clearKey.run(waitpoint.id);
    },
    list: (filter, page) => {
      const { where, values } = tokenConditions(filter);
      return readPage({ connection, table: "waitpoints", where, values, page, parse: (body) => Waitpoint.parse(body) });
    },
  };
}

/** How a reader at `asOf` sees a token: settled later means still waiting. */
export function waitpointAsOf(waitpoint: Waitpoint, asOf: number | undefined): Waitpoint {
  if (asOf === undefined || waitpoint.completedAt === undefined || waitpoint.completedAt <= asOf) return waitpoint;
  const { completedAt: _, output: __, ...rest } = waitpoint;
  return { ...rest, state: "PENDING", outputType: "application/json", outputIsError: false };
}

function tokenConditions(filter: TokenFilter): { where: string[]; values: SQLInputValue[] } {
  const where = ["type = 'MANUAL'"];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...parameters: SQLInputValue[]): void => {
    where.push(condition);
    values.push(...parameters);
  };
  if (filter.statuses.length > 0) {
    const asOf = filter.asOf ?? Number.MAX_SAFE_INTEGER;
    const waiting = "(state = 'PENDING' OR completed_at > ?)";
    const settled = (isError: number): string =>
      `(state = 'COMPLETED' AND completed_at <= ? AND json_extract(body, '$.outputIsError') = ${isError})`;
    const words = { WAITING: waiting, COMPLETED: settled(0), TIMED_OUT: settled(1) };
    add(`(${filter.statuses.map((status) => words[status]).join(" OR ")})`, ...filter.statuses.map(() => asOf));
  }
  if (filter.tags.length > 0) {
    const marks = filter.tags.map(() => "?").join(", ");
    add(`seq IN (SELECT seq FROM waitpoint_tags WHERE tag IN (${marks}))`, ...filter.tags);
  }
  if (filter.idempotencyKey !== undefined) add("idempotency_key = ?", filter.idempotencyKey);
  if (filter.createdFrom !== undefined) add("created_at >= ?", filter.createdFrom);
  if (filter.createdTo !== undefined) add("created_at <= ?", filter.createdTo);
  if (filter.asOf !== undefined) add("created_at <= ?", filter.asOf);
  return { where, values };
}

function parseRow(row: Record<string, unknown> | undefined): Waitpoint | undefined {
  return row === undefined ? undefined : Waitpoint.parse(JSON.parse(String(row["body"])));
}
