import { z } from "zod";
import type { Database } from "./database.ts";

/** A task as the CLI registers it; only what the engine reads is named. */
export const RegisteredTask = z.looseObject({
  id: z.string(),
  filePath: z.string(),
  exportName: z.string().optional(),
  queue: z.looseObject({ name: z.string().optional(), concurrencyLimit: z.number().nullish() }).nullish(),
  retry: z.looseObject({ maxAttempts: z.number().optional() }).nullish(),
  maxDuration: z.number().nullish(),
  ttl: z.union([z.string(), z.number()]).nullish(),
  machine: z.looseObject({ preset: z.string().optional() }).nullish(),
});
export type RegisteredTask = z.infer<typeof RegisteredTask>;

/** One version of the task code, as a dev session registered it. */
export const BackgroundWorker = z.object({
  id: z.string(),
  version: z.string(),
  contentHash: z.string(),
  runtime: z.string().optional(),
  tasks: z.array(RegisteredTask),
  queues: z.array(z.looseObject({ name: z.string(), concurrencyLimit: z.number().nullish() })),
  createdAt: z.number(),
});
export type BackgroundWorker = z.infer<typeof BackgroundWorker>;

export interface Workers {
  find(id: string): BackgroundWorker | undefined;
  newest(): BackgroundWorker | undefined;
  /** How many versions a day (`YYYYMMDD`) has seen. */
  countOfDay(day: string): number;
  insert(worker: BackgroundWorker): void;
}

export function openWorkers({ connection }: Database): Workers {
  const byId = connection.prepare("SELECT body FROM workers WHERE id = ?");
  const newest = connection.prepare("SELECT body FROM workers ORDER BY seq DESC LIMIT 1");
  const count = connection.prepare("SELECT count(*) AS versions FROM workers WHERE version LIKE ?");
  const insertRow = connection.prepare("INSERT INTO workers (id, version, body) VALUES (?, ?, ?)");
  const parse = (row: Record<string, unknown> | undefined): BackgroundWorker | undefined =>
    row === undefined ? undefined : BackgroundWorker.parse(JSON.parse(String(row["body"])));
  return {
    find: (id) => parse(byId.get(id)),
    newest: () => parse(newest.get()),
    countOfDay: (day) => Number(count.get(`${day}.%`)?.["versions"] ?? 0),
    insert: (worker) => {
      insertRow.run(worker.id, worker.version, JSON.stringify(worker));
    },
  };
}
