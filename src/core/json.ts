import { parse as parseLossless } from "lossless-json";
import { ConsoleError } from "#core/error.ts";
import { pointerBelow } from "#core/pointer-steps.ts";

/** Deepest nesting that any party may send: `JSON.parse` takes 200,000 levels, `structuredClone` throws at 20,000. */
const MAX_JSON_DEPTH = 32;
/** Most object keys and array items, all levels together. */
const MAX_JSON_NODES = 20_000;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * Parses JSON text without losing anything silently: duplicate keys, lone surrogates, integers beyond 2^53,
 * fractions and excessive depth are refused rather than repaired.
 *
 * @throws ConsoleError `json/malformed` where the text is no JSON, `json/inexact` where two parties could read it differently.
 */
export function parseExactJson(text: string): Json {
  const members = countMembers(text);
  let value: unknown;
  try {
    value = parseLossless(text, null, {
      parseNumber: exactInteger,
      onDuplicateKey: ({ key }) => {
        throw new ConsoleError("json/inexact", `The key "${key}" occurs twice in one object.`);
      },
    });
  } catch (error) {
    if (error instanceof ConsoleError) throw error;
    throw new ConsoleError("json/malformed", "The text is not valid JSON.", { cause: error });
  }
  const budget = { nodes: MAX_JSON_NODES, members: 0 };
  refuseInexact(value, undefined, budget);
  // The library lets a key through twice where both values are equal.
  if (budget.members !== members) throw new ConsoleError("json/inexact", "A key occurs twice in one object.");
  return value as Json;
}

/**
 * Checks that an already parsed value is JSON that every party reads the same way, and hands it back typed.
 *
 * @throws ConsoleError `json/inexact` naming the place as a JSON Pointer.
 */
export function exactJson(value: unknown): Json {
  const budget = { nodes: MAX_JSON_NODES, members: 0 };
  refuseInexact(value, undefined, budget);
  return value as Json;
}

// The recursive parser must never see text deep enough to exhaust the stack, so depth is counted on the characters first.
function countMembers(text: string): number {
  let members = 0;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (quoted) {
      if (char === "\\") index += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{" || char === "[") {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) throw inexact(undefined, `is nested deeper than ${MAX_JSON_DEPTH} levels`);
    } else if (char === "}" || char === "]") depth -= 1;
    else if (char === ":") members += 1;
  }
  return members;
}

function exactInteger(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/u.test(text) || !Number.isSafeInteger(value) || Object.is(value, -0))
    throw new ConsoleError("json/inexact", `The number ${text} must be written as a decimal string to stay exact.`);
  return value;
}

/** Where a value stands: its key and what it stands in; nothing of it is written out unless the value is refused. */
interface Place {
  readonly key: string | number;
  readonly inside: Place | undefined;
  readonly depth: number;
}

function refuseInexact(value: unknown, place: Place | undefined, budget: { nodes: number; members: number }): void {
  const depth = place?.depth ?? 0;
  if (depth > MAX_JSON_DEPTH) throw inexact(place, `is nested deeper than ${MAX_JSON_DEPTH} levels`);
  budget.nodes -= 1;
  if (budget.nodes < 0) throw inexact(place, `has more than ${MAX_JSON_NODES} values`);
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw inexact(place, "holds half a character (a lone surrogate)");
    return;
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw inexact(place, `is the number ${value}, which must be a decimal string to stay exact`);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, key) => refuseInexact(item, { key, inside: place, depth: depth + 1 }, budget));
    return;
  }
  if (typeof value !== "object" || !isPlain(value)) throw inexact(place, "is not JSON");
  for (const [key, item] of Object.entries(value)) {
    budget.members += 1;
    if (!key.isWellFormed()) throw inexact(place, "has a key with half a character (a lone surrogate)");
    if (key === "__proto__") throw inexact(place, "has the forbidden key __proto__");
    refuseInexact(item, { key, inside: place, depth: depth + 1 }, budget);
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function inexact(place: Place | undefined, what: string): ConsoleError {
  return new ConsoleError("json/inexact", `The value at "${place === undefined ? "/" : pointerTo(place)}" ${what}.`);
}

function pointerTo({ key, inside }: Place): string {
  return pointerBelow(inside === undefined ? "" : pointerTo(inside), String(key));
}
