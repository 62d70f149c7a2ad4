import type { Json, JsonObject } from "#core/json.ts";
import { valueAt } from "#core/pointer-steps.ts";

/** References and alternatives nested deeper than this are left unresolved: a schema may refer to itself. */
const MAX_DEPTH = 16;

/**
 * The plain schema that describes this very value: references followed, `allOf` merged, and of `oneOf` and `anyOf` the
 * first alternative that the value fits by type, constants and required keys.
 */
export function chooseSchema(schema: JsonObject, value: Json, root: JsonObject, depth = 0): JsonObject {
  const resolved = followReference(schema, root);
  if (depth > MAX_DEPTH) return resolved;
  const merged = mergeAll(resolved, value, root, depth);
  const alternatives = alternativesOf(merged);
  const fitting = alternatives.find((alternative) => suits(value, alternative, root, depth + 1)) ?? alternatives[0];
  if (fitting === undefined) return merged;
  const { oneOf: _oneOf, anyOf: _anyOf, ...rest } = merged;
  return combine(rest, chooseSchema(fitting, value, root, depth + 1));
}

/** The alternatives of a schema that are more than "no value", and which of them the value fits: -1 where it fits none. */
export function alternativesFor(
  schema: JsonObject,
  value: Json,
  root: JsonObject,
): { readonly schemas: readonly JsonObject[]; readonly fitting: number } {
  const merged = mergeAll(followReference(schema, root), value, root, 0);
  const schemas = alternativesOf(merged).filter((alternative) => {
    const types = typesOf(alternative, root);
    return types.length === 0 || types.some((type) => type !== "null");
  });
  return { schemas, fitting: schemas.findIndex((alternative) => fits(value, alternative, root, 1)) };
}

/** Whether the value fits by type, constants and required keys: all that can be told without running a `pattern`. */
export function fitsSchema(value: Json, schema: JsonObject, root: JsonObject): boolean {
  return fits(value, schema, root, 0);
}

/** Every JSON type that the schema allows, alternatives included. */
export function typesOf(schema: JsonObject, root: JsonObject, depth = 0): string[] {
  const resolved = followReference(schema, root);
  const type = resolved["type"];
  const own = Array.isArray(type) ? type.map(String) : typeof type === "string" ? [type] : [];
  if (depth > MAX_DEPTH) return own;
  return [...own, ...alternativesOf(resolved).flatMap((alternative) => typesOf(alternative, root, depth + 1))];
}

/** The value as an object, or undefined where it is none. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  return value as JsonObject;
}

function followReference(schema: JsonObject, root: JsonObject): JsonObject {
  let current = schema;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const reference = current["$ref"];
    if (typeof reference !== "string" || !reference.startsWith("#")) return current;
    const target = reference === "#" ? root : asObject(valueAt(root, reference.slice(1)));
    if (target === undefined) return current;
    const { $ref: _reference, ...beside } = current;
    current = combine(target, beside);
  }
  return current;
}

function mergeAll(schema: JsonObject, value: Json, root: JsonObject, depth: number): JsonObject {
  const parts = schema["allOf"];
  if (!Array.isArray(parts)) return schema;
  const { allOf: _parts, ...own } = schema;
  return (parts as readonly Json[])
    .map((part) => chooseSchema(asObject(part) ?? {}, value, root, depth + 1))
    .reduce<JsonObject>(combine, own);
}

function combine(first: JsonObject, second: JsonObject): JsonObject {
  const properties = { ...asObject(first["properties"]), ...asObject(second["properties"]) };
  return Object.keys(properties).length > 0 ? { ...first, ...second, properties } : { ...first, ...second };
}

function alternativesOf(schema: JsonObject): JsonObject[] {
  const listed = [schema["oneOf"], schema["anyOf"]].find((candidate) => Array.isArray(candidate));
  return ((listed as readonly Json[] | undefined) ?? []).map((item) => asObject(item) ?? {});
}

// Where there is no value yet, what one would look like matters, not that it may be missing.
function suits(value: Json, alternative: JsonObject, root: JsonObject, depth: number): boolean {
  if (value === null) return typesOf(alternative, root).some((type) => type !== "null");
  return fits(value, alternative, root, depth);
}

function fits(value: Json, alternative: JsonObject, root: JsonObject, depth: number): boolean {
  const schema = chooseSchema(alternative, value, root, depth);
  if (schema["const"] !== undefined && schema["const"] !== value) return false;
  if (Array.isArray(schema["enum"]) && !(schema["enum"] as readonly Json[]).includes(value)) return false;
  const types = typesOf(schema, root);
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  const object = asObject(value);
  return object === undefined || hasShape(object, schema);
}

function hasShape(value: JsonObject, schema: JsonObject): boolean {
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  if (!required.every((key) => Object.hasOwn(value, key))) return false;
  const properties = asObject(schema["properties"]) ?? {};
  return Object.entries(properties).every(([key, property]) => {
    const constant = asObject(property)?.["const"];
    return constant === undefined || !Object.hasOwn(value, key) || value[key] === constant;
  });
}

function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return asObject(value) !== undefined;
    case "integer":
    case "number":
      return typeof value === "number";
    default:
      return typeof value === type;
  }
}
