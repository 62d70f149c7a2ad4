import type { Json, JsonObject } from "#core/json.ts";
import { asObject, chooseSchema, fitsSchema, typesOf } from "#core/schema-choice.ts";

/** Required values nested deeper than this are left out: a schema may require itself. */
const MAX_DEPTH = 8;
/** More entries than this are never made up at once, whatever `minItems` asks for. */
const MAX_ENTRIES = 20;

/** What a new value is made after. */
interface Pattern {
  /** The value in whose place it comes: what has a place in both is taken over. */
  readonly kept?: JsonObject | undefined;
  /** The keys that values beside it have, though the schema does not require them. */
  readonly usualKeys?: readonly string[];
}

/**
 * What a value of this schema starts as: what the schema fixes or proposes, every part that it requires or that is usual,
 * and null wherever a person has to say it.
 */
export function blankValue(schema: JsonObject, root: JsonObject, pattern: Pattern = {}, depth = 0): Json {
  const chosen = chooseSchema(schema, null, root);
  if (chosen["default"] !== undefined) return chosen["default"];
  if (chosen["const"] !== undefined) return chosen["const"];
  if (depth > MAX_DEPTH) return null;
  const types = typesOf(chosen, root);
  if (types.includes("object") || asObject(chosen["properties"]) !== undefined)
    return blankObject(chosen, root, pattern, depth);
  if (types.includes("array")) return blankList(chosen, root, depth);
  if (types.includes("boolean")) return false;
  // A schema that says nothing takes any text, an empty one too.
  return types.length === 0 && !["enum", "format", "pattern"].some((rule) => rule in chosen) ? "" : null;
}

function blankObject(schema: JsonObject, root: JsonObject, { kept, usualKeys = [] }: Pattern, depth: number): Json {
  const properties = asObject(schema["properties"]) ?? {};
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  const named = [...required, ...usualKeys];
  const wanted = new Set(named.length > 0 ? named : Object.keys(properties));
  const entries = Object.entries(properties).flatMap(([key, property]): [string, Json][] => {
    const own = asObject(property) ?? {};
    const before = kept !== undefined && Object.hasOwn(kept, key) ? kept[key] : undefined;
    if (before !== undefined && fitsSchema(before, own, root)) return [[key, before]];
    return wanted.has(key) ? [[key, blankValue(own, root, {}, depth + 1)]] : [];
  });
  return Object.fromEntries(entries);
}

function blankList(schema: JsonObject, root: JsonObject, depth: number): Json {
  const least = typeof schema["minItems"] === "number" ? Math.min(schema["minItems"], MAX_ENTRIES) : 0;
  const items = asObject(schema["items"]) ?? {};
  return Array.from({ length: Math.max(0, least) }, () => blankValue(items, root, {}, depth + 1));
}
