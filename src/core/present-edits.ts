import type { Json, JsonObject } from "#core/json.ts";
import { pointerSteps, replaceAt, valueAt } from "#core/pointer-steps.ts";
import type { ValueField } from "#core/present-schema.ts";

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

/** One changed value, for the before/after comparison. */
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

/** The JSON value that a draft stands for, or the reason why it stands for none. */
export function readDraft(
  field: ValueField,
  draft: FieldDraft,
): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: DraftProblem } {
  if (draft === null) return field.nullable ? { ok: true, value: null } : { ok: false, problem: "empty" };
  if (typeof draft === "boolean") return { ok: true, value: draft };
  // What nobody touched is sent as it came, even where it is no value that could be typed.
  if (draft === draftOf(field)) return { ok: true, value: field.value };
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

/** What differs from the request, in the layout's order; a draft that cannot be read counts as unchanged. */
export function changedFields(fields: readonly ValueField[], drafts: ReadonlyMap<string, FieldDraft>): FieldChange[] {
  return fields.flatMap((field) => {
    const draft = drafts.get(field.path);
    if (!field.editable || draft === undefined) return [];
    const read = readDraft(field, draft);
    if (!read.ok || read.value === field.value) return [];
    return [{ path: field.path, label: field.label, before: field.value, after: read.value }];
  });
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
  return editable
    .filter((pointer) => path === pointer || path.startsWith(`${pointer}/`))
    .sort((a, b) => a.length - b.length)[0];
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
