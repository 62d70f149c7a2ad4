import type { Json, JsonObject } from "#core/json.ts";
import { isAtOrBelow, pointerBelow, pointerSteps, replaceAt, valueAt } from "#core/pointer-steps.ts";

/**
 * A change to how the parameters are built, as opposed to one of their values: an entry more or less in the list at
 * `path`, or something else in place of what is at `path`.
 */
export type Reshape =
  | { readonly kind: "add"; readonly path: string; readonly value: Json }
  | { readonly kind: "remove"; readonly path: string; readonly index: number }
  | { readonly kind: "replace"; readonly path: string; readonly value: Json };

/** The parameters after the change; the original is left alone. */
export function reshape(parameters: JsonObject, change: Reshape): JsonObject {
  return replaceAt(parameters, pointerSteps(change.path), reshaped(parameters, change)) as JsonObject;
}

/** Where the value at `path` is found after the change; undefined where it is gone. */
export function pathAfter(path: string, change: Reshape): string | undefined {
  switch (change.kind) {
    case "add":
      return path;
    case "replace":
      return isAtOrBelow(path, change.path) ? undefined : path;
    case "remove": {
      if (path === change.path || !isAtOrBelow(path, change.path)) return path;
      const [step = "", ...rest] = path.slice(change.path.length + 1).split("/");
      const index = Number(step);
      if (index === change.index) return undefined;
      const moved = pointerBelow(change.path, String(index > change.index ? index - 1 : index));
      return [moved, ...rest].join("/");
    }
  }
}

function reshaped(parameters: JsonObject, change: Reshape): Json {
  if (change.kind === "replace") return change.value;
  const list = valueAt(parameters, change.path);
  const entries = Array.isArray(list) ? (list as readonly Json[]) : [];
  return change.kind === "add" ? [...entries, change.value] : entries.filter((_, index) => index !== change.index);
}
