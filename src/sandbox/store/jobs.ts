import { z } from "zod";
import type { Database } from "./database.ts";

/** What is to happen later, on disk: a restart loses none of it. */
const JobKind = z.enum([
  "finish-waitpoint",
  "resume-run",
  "expire-run",
  "queue-run",
  "stall-run",
  "requeue-run",
  "finish-cancel",
]);
type JobKind = z.infer<typeof JobKind>;

export interface Job {
  readonly kind: JobKind;
  /** The waitpoint's or run's id; one job of a kind for each. */
  readonly subject: string;
  readonly dueAt: number;
}

export interface Jobs {
  /** Plans a job, or moves the one already planned. */
  put(job: Job): void;
  drop(kind: JobKind, subject: string): void;
  /** Due jobs, the longest overdue first. `lateMs` holds back the ends of waitpoints. */
  due(now: number, lateMs: number, limit: number): Job[];
  nextDueAt(lateMs: number): number | undefined;
  /** Gives every job of the kind at least until `dueAt`. */
  postpone(kind: JobKind, dueAt: number): void;
}

export function openJobs({ connection }: Database): Jobs {
  const upsert = connection.prepare(
    `INSERT INTO jobs (kind, subject, due_at) VALUES (?, ?, ?)
     ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at`,
  );
  const remove = connection.prepare("DELETE FROM jobs WHERE kind = ? AND subject = ?");
  const effective = "due_at + CASE kind WHEN 'finish-waitpoint' THEN ? ELSE 0 END";
  const dueRows = connection.prepare(
    `SELECT kind, subject, due_at FROM jobs WHERE due_at <= ? AND ${effective} <= ? ORDER BY due_at LIMIT ?`,
  );
  const next = connection.prepare("SELECT due_at AS due FROM jobs ORDER BY due_at LIMIT 1");
  const nextHeldBack = connection.prepare(`SELECT min(${effective}) AS due FROM jobs`);
  const push = connection.prepare("UPDATE jobs SET due_at = max(due_at, ?) WHERE kind = ?");
  return {
    put: (job) => {
      upsert.run(job.kind, job.subject, job.dueAt);
    },
    drop: (kind, subject) => {
      remove.run(kind, subject);
    },
    due: (now, lateMs, limit) =>
      dueRows.all(now, lateMs, now, limit).map((row) => ({
        kind: JobKind.parse(row["kind"]),
        subject: String(row["subject"]),
        dueAt: Number(row["due_at"]),
      })),
    nextDueAt: (lateMs) => {
      const due = (lateMs === 0 ? next.get() : nextHeldBack.get(lateMs))?.["due"];
      return typeof due === "number" ? due : undefined;
    },
    postpone: (kind, dueAt) => {
      push.run(dueAt, kind);
    },
  };
}
