import type { Context } from "hono";
import { z } from "zod";
import { durationMs } from "#sandbox/engine/durations.ts";
import { Refusal } from "./refusal.ts";

const List = z.string().transform((text) => text.split(","));

/** The query of the list routes; nothing of it is in the vendor's exported schemas. */
export const ListQuery = z.object({
  "filter[status]": List.optional(),
  "filter[tags]": List.optional(),
  "filter[tag]": List.optional(),
  "filter[taskIdentifier]": List.optional(),
  "filter[idempotencyKey]": z.string().optional(),
  "filter[createdAt][period]": z.string().optional(),
  "filter[createdAt][from]": z.string().optional(),
  "filter[createdAt][to]": z.string().optional(),
  "page[size]": z.coerce.number().int().min(1).max(100).default(25),
  "page[after]": z.string().optional(),
  "page[before]": z.string().optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** @throws Refusal 400 with the vendor's `Query Error` and zod's issues. */
export function parseQuery(context: Context): ListQuery {
  const result = ListQuery.safeParse(context.req.query());
  if (!result.success) throw queryError(result.error.issues);
  return result.data;
}

/** @throws Refusal 400 where one of the words is none of the allowed ones. */
export function parseChoices<T extends string>(words: readonly string[], allowed: z.ZodType<T>, path: string): T[] {
  return words.map((word) => {
    const result = allowed.safeParse(word);
    if (!result.success) throw queryError(result.error.issues.map((issue) => ({ ...issue, path: [path] })));
    return result.data;
  });
}

/** The span of time that a query asks for, in unix milliseconds. */
export function createdBetween(query: ListQuery, now: number): { createdFrom?: number; createdTo?: number } {
  const from = instant(query["filter[createdAt][from]"]);
  const to = instant(query["filter[createdAt][to]"]);
  const period = durationMs(query["filter[createdAt][period]"] ?? "");
  const createdFrom = from ?? (period === undefined ? undefined : now - period);
  return { ...(createdFrom === undefined ? {} : { createdFrom }), ...(to === undefined ? {} : { createdTo: to }) };
}

function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const milliseconds = /^\d+$/u.test(text) ? Number(text) : new Date(text).getTime();
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function queryError(issues: readonly object[]): Refusal {
  return new Refusal(400, { error: "Query Error", details: issues });
}
