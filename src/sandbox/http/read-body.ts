import type { Context } from "hono";
import type { z } from "zod";
import { Refusal } from "./refusal.ts";

/** Any zod schema, ours or the vendor's. */
export interface BodySchema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: z.core.$ZodIssue[] } };
}

/**
 * Reads and parses a JSON body the way the vendor's routes do.
 *
 * @throws Refusal 413 without a Content-Length or above `maxBytes`, 400 for an empty, unreadable or unfitting body.
 */
export async function readBody<T>(context: Context, schema: BodySchema<T>, maxBytes: number): Promise<T> {
  const result = schema.safeParse(await readJson(context, maxBytes));
  if (!result.success) throw new Refusal(400, { error: `Validation error: ${describeIssues(result.error.issues)}` });
  return result.data;
}

/** The body as JSON; falsy values count as unreadable, as at the vendor. */
export async function readJson(context: Context, maxBytes: number): Promise<unknown> {
  const length = context.req.header("content-length");
  if (length === undefined || Number(length) > maxBytes) throw new Refusal(413, { error: "Request body too large" });
  if (Number(length) === 0) throw new Refusal(400, { error: "Request body is empty" });
  let body: unknown;
  try {
    body = JSON.parse(await context.req.text());
  } catch {
    throw new Refusal(400, { error: "Invalid JSON" });
  }
  if (!body) throw new Refusal(400, { error: "Invalid JSON" });
  return body;
}

function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  return issues.map((issue) => describeIssue(issue, [])).join("; ");
}

// A union's own message says only that nothing fitted; the branch that got furthest says what was wrong.
function describeIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): string {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union") {
    const nested = issue.errors.flat().toSorted((one, other) => other.path.length - one.path.length)[0];
    if (nested !== undefined) return describeIssue(nested, path);
  }
  return path.length === 0 ? issue.message : `${issue.message} at "${printPath(path)}"`;
}

function printPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
