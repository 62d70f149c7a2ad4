import type { Json, JsonObject } from "#core/json.ts";
import { isAtOrBelow, pointerSteps, replaceAt, valueAt } from "#core/pointer-steps.ts";
import { type ParameterField, type ValueField, valueFields } from "#core/present-schema.ts";
import { pathAfter, type Reshape } from "#core/reshape.ts";
import { asObject } from "#core/schema-choice.ts";

/** What an operator typed into one field: text for everything but a boolean, null for "no value". */
export type FieldDraft = string | boolean | null;

/** Why a draft cannot be sent. */
export type DraftProblem =
  | "empty"
  | "not-decimal"
  | "not-integer"
  | "not-date"
  | "not-instant"
  | "not-offered"
  | "too-long";

/** One changed value, list or object, for the before/after comparison. */
export interface FieldChange {
  readonly path: string;
  readonly label: string;
  readonly before: Json;
  readonly after: Json;
}

/** The draft that shows a value unchanged. */
export function draftOf(field: ValueField): FieldDraft {
  if (field.value === null || typeof field.value === "boolean") return field.value;
  if (field.input.kind === "choice") return JSON.stringify(field.value);
  return String(field.value);
}

/** What a field starts with where there is nothing yet to show: no value where there need be none. */
export function startingDraft(field: ValueField): FieldDraft {
  if (field.value !== null) return draftOf(field);
  if (field.nullable) return null;
  return field.input.kind === "boolean" ? false : "";
}

/** The drafts of the same values after the parameters were built otherwise; what is new has none. */
export function draftsAfter(drafts: ReadonlyMap<string, FieldDraft>, change: Reshape): ReadonlyMap<string, FieldDraft> {
  return new Map(
    [...drafts].flatMap(([path, draft]) => {
      const moved = pathAfter(path, change);
      return moved === undefined ? [] : [[moved, draft] as const];
    }),
  );
}

/** The JSON value that a draft stands for, or the reason why it stands for none. */
export function readDraft(
  field: ValueField,
  draft: FieldDraft,
): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: DraftProblem } {
  // What nobody touched is sent as it came, even where it is no value that could be typed.
  if (draft === draftOf(field)) return { ok: true, value: field.value };
  if (draft === null) return field.nullable ? { ok: true, value: null } : { ok: false, problem: "empty" };
  if (typeof draft === "boolean") return { ok: true, value: draft };
  switch (field.input.kind) {
    case "choice":
      return readChoice(field.input.choices, draft);
    case "decimal":
      return checked(draft.trim(), /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/u, "not-decimal");
    case "integer": {
      const number = Number(draft);
      const exact = /^-?\d{1,16}$/u.test(draft.trim()) && Number.isSafeInteger(number) && !Object.is(number, -0);
      return exact ? { ok: true, value: number } : { ok: false, problem: "not-integer" };
    }
    case "date":
      return isDate(draft) ? { ok: true, value: draft } : { ok: false, problem: "not-date" };
    case "instant":
      return Number.isNaN(Date.parse(draft)) ? { ok: false, problem: "not-instant" } : { ok: true, value: draft };
    case "account":
      return draft.trim() === "" ? { ok: false, problem: "empty" } : { ok: true, value: draft.trim() };
    case "boolean":
      return { ok: true, value: draft === "true" };
    case "text":
      return field.input.maxLength !== undefined && Array.from(draft).length > field.input.maxLength
        ? { ok: false, problem: "too-long" }
        : { ok: true, value: draft };
  }
}

/** What the operator works on: the request's parameters, how they are built by now, and what was typed into them. */
export interface EditedParameters {
  readonly original: JsonObject;
  /** The same as `original` until entries come or go or another alternative is chosen. */
  readonly shape: JsonObject;
  /** `shape`, laid out. */
  readonly layout: readonly ParameterField[];
  readonly drafts: ReadonlyMap<string, FieldDraft>;
}

/** What differs from the request, in the layout's order; a draft that cannot be read counts as unchanged. */
export function changedFields({ original, shape, layout, drafts }: EditedParameters): FieldChange[] {
  let edited: Json = shape;
  for (const field of valueFields(layout)) {
    const draft = drafts.get(field.path);
    if (!field.editable || draft === undefined) continue;
    const read = readDraft(field, draft);
    if (read.ok && read.value !== field.value) edited = replaceAt(edited, pointerSteps(field.path), read.value);
  }
  return layout.flatMap((field) => changesIn(field, original, edited));
}

// A list or an object that is built otherwise is one change: what is in it no longer compares value by value.
function changesIn(field: ParameterField, original: Json, edited: Json, within = ""): FieldChange[] {
  const { path } = field;
  const label = `${within}${field.label}`;
  const before = valueAt(original, path) ?? null;
  const after = valueAt(edited, path) ?? null;
  if (field.kind === "value" ? before !== after : !hasSameBuild(before, after)) return [{ path, label, before, after }];
  if (field.kind === "value") return [];
  // Fields of several objects may be called the same.
  const inside = field.kind === "group" ? `${label}: ` : within;
  return field.fields.flatMap((inner) => changesIn(inner, original, edited, inside));
}

function hasSameBuild(before: Json, after: Json): boolean {
  if (Array.isArray(before) || Array.isArray(after))
    return Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  const keys = Object.keys(asObject(after) ?? {});
  const former = asObject(before);
  return (
    former !== undefined &&
    keys.length === Object.keys(former).length &&
    keys.every((key) => Object.hasOwn(former, key))
  );
}

/** The edits that make those changes, each at one of the `editable` pointers: a change below one replaces all of it. */
export function editsFor(
  parameters: JsonObject,
  changes: readonly FieldChange[],
  editable: readonly string[],
): { op: "replace"; path: string; value: Json }[] {
  let edited: Json = parameters;
  for (const change of changes) edited = replaceAt(edited, pointerSteps(change.path), change.after);
  const pointers = changes.map((change) => openingPointer(change.path, editable));
  return [...new Set(pointers)].flatMap((path) => {
    const value = path === undefined ? undefined : valueAt(edited, path);
    return path === undefined || value === undefined ? [] : [{ op: "replace" as const, path, value }];
  });
}

// The outermost one, so that two edits never overlap.
function openingPointer(path: string, editable: readonly string[]): string | undefined {
  return editable.filter((pointer) => isAtOrBelow(path, pointer)).sort((a, b) => a.length - b.length)[0];
}

function checked(text: string, pattern: RegExp, problem: DraftProblem): ReturnType<typeof readDraft> {
  return pattern.test(text) ? { ok: true, value: text } : { ok: false, problem };
}

function readChoice(choices: readonly Json[], draft: string): ReturnType<typeof readDraft> {
  const choice = choices.find((candidate) => JSON.stringify(candidate) === draft);
  return choice === undefined ? { ok: false, problem: "not-offered" } : { ok: true, value: choice };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
