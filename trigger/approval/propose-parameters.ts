import { z } from "zod";
import { parseExactJson } from "#core/json.ts";
import { IncompleteParametersError } from "./approval-error.ts";

/** What a model answered: its text, or why there is none (a refusal, an answer cut off, no choice at all). */
export type ModelAnswer = { readonly text: string } | { readonly missing: string };

export interface Proposal<P> {
  /** Judges the answer; may trim and normalise. */
  readonly schema: z.ZodType<P>;
  /** Asks the model; with the issues of the first answer on the second and last turn. */
  readonly ask: (repair: { readonly answer: string; readonly issues: string } | undefined) => Promise<ModelAnswer>;
  /** What the failure leaves behind, for the error's text. */
  readonly rollback: string;
  /** Run before the error is thrown. */
  readonly rollbackWith?: () => Promise<void>;
}

/**
 * Parameters from a model: zod decides, the model gets exactly one repair turn with zod's issues.
 *
 * @throws IncompleteParametersError where the second answer is no better, with the rollback done.
 */
export async function proposeParameters<P>({ schema, ask, rollback, rollbackWith }: Proposal<P>): Promise<P> {
  const first = judge(schema, await ask(undefined));
  if ("parameters" in first) return first.parameters;
  const second = judge(schema, await ask(first));
  if ("parameters" in second) return second.parameters;
  await rollbackWith?.();
  throw new IncompleteParametersError(second.issues, rollback);
}

function judge<P>(schema: z.ZodType<P>, answer: ModelAnswer) {
  if ("missing" in answer) return { answer: "", issues: answer.missing };
  let value: unknown;
  try {
    value = parseExactJson(answer.text);
  } catch (error) {
    return { answer: answer.text, issues: error instanceof Error ? error.message : "The answer is no JSON." };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { parameters: parsed.data } : { answer: answer.text, issues: z.prettifyError(parsed.error) };
}
