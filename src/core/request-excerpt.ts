import { utf8Bytes } from "#core/decision.ts";
import { type GateRequest, MAX_REQUEST_BYTES } from "#core/envelope.ts";
import type { Json, JsonObject } from "#core/json.ts";
import { isAtOrBelow, pointerBelow, pointerSteps, valueAt } from "#core/pointer-steps.ts";
import { asObject, chooseSchema } from "#core/schema-choice.ts";

/** The schema of one value is left out above this, in UTF-8 bytes: the value is then laid out as what it is. */
const MAX_SCHEMA_BYTES = 4 * 1024;

/** A large request small enough to be shown at once. */
export interface RequestExcerpt {
  readonly request: GateRequest;
  /** Pointers to what it has of the parameters; whatever is below one of them is in it too. */
  readonly shown: ReadonlySet<string>;
}

/**
 * What the envelope of a large request carries, and what of the rest may be edited: as much of that as an ordinary
 * request could hold, in the task's own order. A list of which only some entries are shown stands in it as an object with
 * their indices as keys, so that every value has the same pointer as in the whole request.
 */
export function excerptOf(inline: GateRequest, whole: GateRequest): RequestExcerpt {
  const carried = Object.keys(inline.parameters).map((name) => pointerBelow("", name));
  const isCarried = (pointer: string): boolean => carried.some((shown) => isAtOrBelow(pointer, shown));
  const opened = fitting(
    whole.editable.filter((pointer) => !isCarried(pointer)),
    whole.parameters,
  );
  const shown = new Set([...carried, ...outermost(opened)]);
  const all: Part = { value: whole.parameters, schema: whole.parametersSchema };
  const { value, schema } = partOf(all, [...shown].map(pointerSteps), whole.parametersSchema, "");
  return {
    request: {
      ...inline,
      parameters: value as JsonObject,
      parametersSchema: { ...definitionsOf(whole.parametersSchema), ...schema },
      editable: whole.editable.filter((pointer) => isCarried(pointer) || opened.includes(pointer)),
    },
    shown,
  };
}

/** The first pointers whose values come to no more than an ordinary request. */
function fitting(pointers: readonly string[], parameters: JsonObject): string[] {
  let left = MAX_REQUEST_BYTES;
  return pointers.filter((pointer) => {
    const value = valueAt(parameters, pointer);
    const bytes = value === undefined ? Number.POSITIVE_INFINITY : bytesOf(value);
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
}

function outermost(pointers: readonly string[]): string[] {
  return pointers.filter((pointer) => !pointers.some((other) => other !== pointer && isAtOrBelow(pointer, other)));
}

/** A value with the schema that lays it out. */
interface Part {
  readonly value: Json;
  readonly schema: JsonObject;
}

/** Of a value only what those steps lead to, with a schema for it. */
function partOf({ value, schema }: Part, wanted: readonly string[][], root: JsonObject, key: string): Part {
  if (wanted.some((steps) => steps.length === 0))
    return { value, schema: bytesOf(schema) > MAX_SCHEMA_BYTES ? {} : schema };
  const chosen = chooseSchema(schema, value, root);
  const title = [chosen["title"], schema["title"]].find((text) => typeof text === "string") ?? key;
  const parts = keysIn(value, chosen, wanted).map((step): [string, Part] => {
    const below = wanted.filter(([first]) => first === step).map(([, ...rest]) => rest);
    return [step, partOf(childOf(value, chosen, step, `${title} ${Number(step) + 1}`), below, root, step)];
  });
  return {
    value: Object.fromEntries(parts.map(([step, part]) => [step, part.value])),
    schema: {
      type: "object",
      ...(key !== "" && { title }),
      properties: Object.fromEntries(parts.map(([step, part]) => [step, part.schema])),
    },
  };
}

// In the schema's order, as the whole request would be laid out.
function keysIn(value: Json, schema: JsonObject, wanted: readonly string[][]): string[] {
  const first = new Set(wanted.map(([step = ""]) => step));
  const named = Array.isArray(value) ? [] : Object.keys(asObject(schema["properties"]) ?? {});
  return [...new Set([...named, ...first])].filter((step) => first.has(step));
}

function childOf(value: Json, schema: JsonObject, step: string, entryTitle: string): Part {
  const child = valueAt(value, pointerBelow("", step)) ?? null;
  if (Array.isArray(value)) return { value: child, schema: { ...asObject(schema["items"]), title: entryTitle } };
  const properties = asObject(schema["properties"]) ?? {};
  return { value: child, schema: (Object.hasOwn(properties, step) && asObject(properties[step])) || {} };
}

// What the parts' schemas refer to.
function definitionsOf(schema: JsonObject): JsonObject {
  const names = ["$defs", "definitions"].filter(
    (name) => Object.hasOwn(schema, name) && bytesOf(schema[name] ?? null) <= MAX_REQUEST_BYTES,
  );
  return Object.fromEntries(names.map((name) => [name, schema[name] ?? null]));
}

function bytesOf(value: Json): number {
  return utf8Bytes(JSON.stringify(value));
}
