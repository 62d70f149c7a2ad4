import type { ParameterField } from "#core/present-schema.ts";

/** The layout down to that many single values, each the same object as before; groups that come after are left out. */
export function firstFields(fields: readonly ParameterField[], most: number): ParameterField[] {
  let left = most;
  const take = (from: readonly ParameterField[]): ParameterField[] =>
    from.flatMap((field): ParameterField[] => {
      if (left <= 0) return [];
      if (field.kind !== "value") return [{ ...field, fields: take(field.fields) }];
      left -= 1;
      return [field];
    });
  return take(fields);
}
