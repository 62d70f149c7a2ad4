import { utf8Bytes } from "#core/decision.ts";
import type { GateRequest } from "#core/envelope.ts";
import type { Json, JsonObject } from "#core/json.ts";
import { pointerSteps, valueAt } from "#core/pointer-steps.ts";
import { layOutParameters, type ParameterField } from "#core/present-schema.ts";

/** A text longer than this is cut in its row, in UTF-16 units; the rest is asked for piece by piece. */
const MAX_ROW_TEXT = 200;
/** A value larger than this, or one below the top level, is read and not edited in a large request; UTF-8 bytes. */
const MAX_EDITABLE_BYTES = 1024;

/** One line of a large request's parameters: a heading with what belongs to it below, or a value. */
export interface ParameterRow {
  readonly path: string;
  readonly label: string;
  /** Headings above it. */
  readonly depth: number;
  /** Null for a heading, which has no value. */
  readonly input: "text" | "account" | null;
  readonly value: null | boolean | number | string;
  /** UTF-16 units of the whole text, where it was cut. */
  readonly length?: number;
}

/**
 * A large request small enough to be shown at once: what its envelope carries, with the fields that may be edited here.
 * `parameterRows` has the rest.
 */
export function excerptOf(inline: GateRequest, whole: GateRequest): GateRequest {
  const names = whole.editable.flatMap((pointer) => {
    const [name, ...below] = pointerSteps(pointer);
    const value = name === undefined ? undefined : whole.parameters[name];
    return name !== undefined && below.length === 0 && isSmall(value) ? [name] : [];
  });
  const parameters = { ...inline.parameters, ...pick(whole.parameters, names) };
  const { properties } = whole.parametersSchema;
  const shown = Object.keys(parameters);
  return {
    ...inline,
    parameters,
    parametersSchema: { type: "object", properties: isObject(properties) ? pick(properties, shown, isSmall) : {} },
    editable: whole.editable.filter((pointer) => names.some((name) => pointerSteps(pointer)[0] === name)),
  };
}

/** Every other parameter as its schema lays it out, one row a line of the card. */
export function parameterRows(excerpt: GateRequest, whole: GateRequest): ParameterRow[] {
  const rows: ParameterRow[] = [];
  const add = (fields: readonly ParameterField[], depth: number): void => {
    for (const field of fields) {
      if (depth === 0 && pointerSteps(field.path).some((name) => Object.hasOwn(excerpt.parameters, name))) continue;
      const { path, label } = field;
      if (field.kind === "value") rows.push({ path, label, depth, ...shownValue(field.value, field.input.kind) });
      else {
        rows.push({ path, label, depth, input: null, value: null });
        add(field.fields, depth + 1);
      }
    }
  };
  const currency = whole.money === undefined ? undefined : valueAt(whole.parameters, whole.money.currency);
  add(layOutParameters(whole, typeof currency === "string" ? currency : undefined), 0);
  return rows;
}

/** A piece of a text from that place on, never half a character; at most `most` UTF-16 units. */
export function pieceOf(text: string, offset: number, most: number): string {
  const piece = text.slice(offset, offset + most);
  const last = piece.charCodeAt(piece.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? piece.slice(0, -1) : piece;
}

function shownValue(value: ParameterRow["value"], kind: string): Pick<ParameterRow, "input" | "value" | "length"> {
  const input = kind === "account" ? "account" : "text";
  if (typeof value !== "string" || value.length <= MAX_ROW_TEXT) return { input, value };
  return { input, value: pieceOf(value, 0, MAX_ROW_TEXT), length: value.length };
}

function isSmall(value: Json | undefined): boolean {
  if (value === undefined) return false;
  return utf8Bytes(JSON.stringify(value)) <= MAX_EDITABLE_BYTES;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pick(from: JsonObject, names: readonly string[], wanted: (value: Json | undefined) => boolean = () => true) {
  const entries = names.flatMap((name) => {
    const value = Object.hasOwn(from, name) ? from[name] : undefined;
    return value !== undefined && wanted(value) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}
