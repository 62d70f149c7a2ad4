import type { Json, JsonObject } from "#core/json.ts";
import { blankValue } from "#core/blank-value.ts";
import { alternativesFor, asObject, chooseSchema, typesOf } from "#core/schema-choice.ts";
import { isAtOrBelow, pointerBelow } from "#core/pointer-steps.ts";

/** How a single value is read and written. */
export type FieldInput =
  | { readonly kind: "text"; readonly multiline: boolean; readonly maxLength: number | undefined }
  | { readonly kind: "decimal"; readonly currency: string | undefined }
  | { readonly kind: "integer" }
  | { readonly kind: "date" }
  | { readonly kind: "instant" }
  | { readonly kind: "account" }
  | { readonly kind: "boolean" }
  | { readonly kind: "choice"; readonly choices: readonly Json[] };

/** Other forms that the schema has for a value, where a person may choose between them. */
export interface Alternatives {
  readonly options: readonly { readonly label: string | undefined; readonly value: Json }[];
  /** Which option the value is of now; -1 where it is none of them. */
  readonly chosen: number;
}

interface FieldHead {
  readonly path: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly alternatives: Alternatives | undefined;
}

export interface ValueField extends FieldHead {
  readonly kind: "value";
  readonly value: null | boolean | number | string;
  readonly input: FieldInput;
  readonly nullable: boolean;
  readonly editable: boolean;
}

/** The parameters as they are laid out on the card: by their schema, with whatever the schema does not name after it. */
export type ParameterField = ValueField | GroupField | ListField;

export interface GroupField extends FieldHead {
  readonly kind: "group";
  readonly fields: readonly ParameterField[];
}

export interface ListField extends FieldHead {
  readonly kind: "list";
  readonly fields: readonly ParameterField[];
  /** What a new entry starts as; undefined where the list takes no more, or is not to be edited. */
  readonly newEntry: Json | undefined;
  readonly canRemove: boolean;
}

interface LayoutContext {
  readonly root: JsonObject;
  readonly editable: readonly string[];
  readonly money: {
    readonly amount: string;
    readonly account: string | undefined;
    readonly currency: string | undefined;
  };
}

/** What of a request the layout needs. */
export interface LayoutSource {
  readonly parameters: JsonObject;
  readonly parametersSchema: JsonObject;
  readonly editable: readonly string[];
  readonly money?: { readonly amount: string; readonly account?: string | undefined } | undefined;
}

/** Lays out parameters by their JSON Schema; never evaluates a `pattern`, which may be built to hang. */
export function layOutParameters(source: LayoutSource, currency?: string): readonly ParameterField[] {
  const context: LayoutContext = {
    root: source.parametersSchema,
    editable: source.editable,
    money: { amount: source.money?.amount ?? "", account: source.money?.account, currency },
  };
  return fieldsOf(source.parameters, source.parametersSchema, "", context);
}

/** All single values of a layout, in reading order. */
export function valueFields(fields: readonly ParameterField[]): ValueField[] {
  return fields.flatMap((field) => (field.kind === "value" ? [field] : valueFields(field.fields)));
}

function fieldsOf(value: JsonObject, schema: JsonObject, path: string, context: LayoutContext): ParameterField[] {
  const chosen = chooseSchema(schema, value, context.root);
  const properties = asObject(chosen["properties"]) ?? {};
  const named = Object.keys(properties).filter((key) => Object.hasOwn(value, key));
  const known = new Set(named);
  const others = Object.keys(value).filter((key) => !known.has(key));
  return [...named, ...others].map((key) => {
    const property = Object.hasOwn(properties, key) ? (asObject(properties[key]) ?? {}) : {};
    return fieldOf(key, value[key] ?? null, property, pointerBelow(path, key), context);
  });
}

function fieldOf(key: string, value: Json, schema: JsonObject, path: string, context: LayoutContext): ParameterField {
  const chosen = chooseSchema(schema, value, context.root);
  const label = textOf(chosen["title"]) ?? textOf(schema["title"]) ?? key;
  const description = textOf(chosen["description"]) ?? textOf(schema["description"]);
  const editable = isEditable(path, context.editable) && chosen["readOnly"] !== true;
  const constants = constantsOf(schema, value, context.root);
  const alternatives = editable && constants === undefined ? alternativesOf(schema, value, context.root) : undefined;
  const head = { path, label, description, alternatives };
  if (Array.isArray(value)) {
    const items = asObject(chosen["items"]) ?? {};
    const entries = value as readonly Json[];
    const fields = entries.map((item, index) =>
      fieldOf(`${label} ${index + 1}`, item, items, pointerBelow(path, String(index)), context),
    );
    const canAdd = editable && entries.length < limitOf(chosen["maxItems"], Number.POSITIVE_INFINITY);
    return {
      kind: "list",
      ...head,
      fields,
      newEntry: canAdd
        ? blankValue(items, context.root, { usualKeys: Object.keys(asObject(entries.at(-1)) ?? {}) })
        : undefined,
      canRemove: editable && entries.length > limitOf(chosen["minItems"], 0),
    };
  }
  if (value !== null && typeof value === "object")
    return { kind: "group", ...head, fields: fieldsOf(value as JsonObject, chosen, path, context) };
  const types = typesOf(schema, context.root);
  return {
    kind: "value",
    ...head,
    value,
    input: constants === undefined ? inputOf(value, chosen, path, context) : { kind: "choice", choices: constants },
    nullable: types.includes("null") || (value === null && types.length === 0),
    // What can only be what it is, is read.
    editable: editable && (constants !== undefined || chosen["const"] === undefined || chosen["const"] !== value),
  };
}

// Each alternative as what it would start with: values that have a place in it too are taken along.
function alternativesOf(schema: JsonObject, value: Json, root: JsonObject): Alternatives | undefined {
  const { schemas, fitting } = alternativesFor(schema, value, root);
  if (schemas.length < 2) return undefined;
  const options = schemas.map((alternative) => ({
    label: alternativeLabel(chooseSchema(alternative, null, root)),
    value: blankValue(alternative, root, { kept: asObject(value) }),
  }));
  return { options, chosen: fitting };
}

// Its title, or else the constant by which such a value tells what it is.
function alternativeLabel(schema: JsonObject): string | undefined {
  const constants = Object.values(asObject(schema["properties"]) ?? {}).map(
    (property) => asObject(property)?.["const"],
  );
  return textOf(schema["title"]) ?? constants.map(textOf).find((text) => text !== undefined);
}

// A choice may also be written as alternatives of one constant each.
function constantsOf(schema: JsonObject, value: Json, root: JsonObject): readonly Json[] | undefined {
  const constants = alternativesFor(schema, value, root).schemas.map((alternative) => alternative["const"]);
  const known = constants.filter((constant) => constant !== undefined);
  return known.length > 1 && known.length === constants.length ? known : undefined;
}

function limitOf(limit: Json | undefined, otherwise: number): number {
  return typeof limit === "number" ? limit : otherwise;
}

// A pointer to an object or array opens everything below it.
function isEditable(path: string, editable: readonly string[]): boolean {
  return editable.some((pointer) => isAtOrBelow(path, pointer));
}

function inputOf(value: Json, schema: JsonObject, path: string, context: LayoutContext): FieldInput {
  const choices = choicesOf(schema);
  if (choices !== undefined) return { kind: "choice", choices };
  if (path === context.money.amount) return { kind: "decimal", currency: context.money.currency };
  if (path === context.money.account) return { kind: "account" };
  const types = typesOf(schema, context.root);
  if (typeof value === "boolean" || (value === null && types.includes("boolean"))) return { kind: "boolean" };
  if (typeof value === "number" || (value === null && types.includes("integer"))) return { kind: "integer" };
  switch (schema["format"]) {
    case "decimal":
      return { kind: "decimal", currency: undefined };
    case "date":
      return { kind: "date" };
    case "date-time":
      return { kind: "instant" };
    case "iban":
      return { kind: "account" };
    default:
      return textInput(value, schema);
  }
}

/** The exact-decimal pattern that our own tasks publish; recognised as text, never run. */
const DECIMAL_PATTERN = "(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,18})?$";

function textInput(value: Json, schema: JsonObject): FieldInput {
  const pattern = textOf(schema["pattern"]);
  if (pattern?.endsWith(DECIMAL_PATTERN) === true) return { kind: "decimal", currency: undefined };
  const maxLength = schema["maxLength"];
  const long = typeof value === "string" && (value.length > 80 || value.includes("\n"));
  return { kind: "text", multiline: long, maxLength: typeof maxLength === "number" ? maxLength : undefined };
}

function choicesOf(schema: JsonObject): readonly Json[] | undefined {
  const listed = schema["enum"];
  if (Array.isArray(listed)) return listed as readonly Json[];
  return schema["const"] === undefined ? undefined : [schema["const"]];
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
