import { z } from "zod";

/** The rules of a JSON Schema that can be told in words of their own; every other keyword is `other`. */
const FieldRule = z.enum([
  "type",
  "required",
  "additionalProperties",
  "enum",
  "const",
  "pattern",
  "format",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "other",
]);

/** Where edited parameters do not fit their schema, by the pointer of the value that does not. */
export const FieldProblem = z.strictObject({
  path: z.string().max(4_000),
  rule: FieldRule.catch("other"),
  /** What the rule names: a length, a bound, a pattern; text, never run. */
  limit: z.string().max(200).optional(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;
