import type { GateRequest } from "#core/envelope.ts";
import { pointerBelow } from "#core/pointer-steps.ts";

/** One place where two requests differ; undefined where a side has nothing there. */
export interface RequestChange {
  /** JSON Pointer into the request. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Everything that differs between two requests, leaf by leaf, in the order of the first and then the second. */
export function presentChanges(before: GateRequest, after: GateRequest): RequestChange[] {
  const was = leavesOf(before);
  const is = leavesOf(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }))
    .filter((change) => change.before !== change.after);
}

function leavesOf(value: unknown, path = "", leaves = new Map<string, string>()): Map<string, string> {
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0)
    for (const [key, item] of Object.entries(value)) leavesOf(item, pointerBelow(path, key), leaves);
  else if (value !== undefined) leaves.set(path, typeof value === "string" ? value : JSON.stringify(value));
  return leaves;
}
