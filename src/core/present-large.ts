import type { GateRequest } from "#core/envelope.ts";
import { valueAt } from "#core/pointer-steps.ts";
import { layOutParameters, type ParameterField } from "#core/present-schema.ts";
import type { RequestExcerpt } from "#core/request-excerpt.ts";

/** A text longer than this is cut in its row, in UTF-16 units; the rest is asked for piece by piece. */
const MAX_ROW_TEXT = 200;

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

/** Every parameter that is not in the excerpt as its schema lays it out, one row a line of the card. */
export function parameterRows({ shown }: RequestExcerpt, whole: GateRequest): ParameterRow[] {
  const rowsOf = (fields: readonly ParameterField[], depth: number): ParameterRow[] =>
    fields
      .filter(({ path }) => !shown.has(path))
      .flatMap((field) => {
        const { path, label } = field;
        if (field.kind === "value") return [{ path, label, depth, ...shownValue(field.value, field.input.kind) }];
        const inner = rowsOf(field.fields, depth + 1);
        // Nothing is below the heading that is not shown already.
        if (inner.length === 0 && field.fields.length > 0) return [];
        return [{ path, label, depth, input: null, value: null }, ...inner];
      });
  const currency = whole.money === undefined ? undefined : valueAt(whole.parameters, whole.money.currency);
  return rowsOf(layOutParameters(whole, typeof currency === "string" ? currency : undefined), 0);
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
