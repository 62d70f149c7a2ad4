import type { Json, JsonObject } from "#core/json.ts";
import { asObject, chooseSchema, typesOf } from "#core/schema-choice.ts";
import { pointerBelow } from "#core/pointer-steps.ts";

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

export interface ValueField {
  readonly kind: "value";
  readonly path: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly value: null | boolean | number | string;
  readonly input: FieldInput;
  readonly nullable: boolean;
  readonly editable: boolean;
}

/** The parameters as they are laid out on the card: by their schema, with whatever the schema does not name after it. */
export type ParameterField =
  | ValueField
  | {
      readonly kind: "group" | "list";
      readonly path: string;
      readonly label: string;
      readonly description: string | undefined;
      readonly fields: readonly ParameterField[];
    };

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
  if (Array.isArray(value)) {
    const items = asObject(chosen["items"]) ?? {};
    const fields = (value as readonly Json[]).map((item, index) =>
      fieldOf(`${label} ${index + 1}`, item, items, pointerBelow(path, String(index)), context),
    );
    return { kind: "list", path, label, description, fields };
  }
  if (value !== null && typeof value === "object") {
    return { kind: "group", path, label, description, fields: fieldsOf(value as JsonObject, chosen, path, context) };
  }
  return {
    kind: "value",
    path,
    label,
    description,
    value,
    input: inputOf(value, chosen, path, context),
    nullable: value === null || typesOf(schema, context.root).includes("null"),
    editable: isEditable(path, context.editable) && chosen["readOnly"] !== true,
  };
}

// A pointer to an object or array opens everything below it.
function isEditable(path: string, editable: readonly string[]): boolean {
  return editable.some((pointer) => path === pointer || path.startsWith(`${pointer}/`));
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
