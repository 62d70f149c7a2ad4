import type { FieldProblem } from "#core/field-problem.ts";
import type { ValueField } from "#core/present-schema.ts";
import { plainText } from "#core/present-text.ts";
import type { Words } from "#renderer/messages/words.ts";

interface PlacedProblem {
  readonly index: number;
  readonly problem: FieldProblem;
}

/** Puts each problem beside the editable field that it names; what names none of them is told apart. */
export function placeProblems(
  fields: readonly ValueField[],
  problems: readonly FieldProblem[],
): { readonly placed: readonly PlacedProblem[]; readonly unplaced: readonly FieldProblem[] } {
  const found = problems.map((problem) => ({
    index: fields.findIndex(({ path, editable }) => editable && path === problem.path),
    problem,
  }));
  return {
    placed: found.filter(({ index }) => index >= 0),
    unplaced: found.filter(({ index }) => index < 0).map(({ problem }) => problem),
  };
}

/** The rule in the operator's words. What the rule names was written by a model: shown, never run. */
export function problemWords({ rule, limit }: FieldProblem, words: Words): string {
  return words(`field.schema.${rule}`, { limit: plainText(limit ?? "") });
}
