import { z } from "zod";
import type { GateRequest, Urgency } from "#core/envelope.ts";
import { exactJson, type JsonObject } from "#core/json.ts";
import { GateOptionsError, IncompleteParametersError } from "./approval-error.ts";
import type { ApprovalOptions, NextRequest, Words } from "./approval-options.ts";
import type { DecisionRecord } from "./approval-outcome.ts";

/** Rounds that operators may open by asking, the first one included. */
const MAX_ASKING_ROUNDS = 5;
/** Completions from outside Countersign after which the gate gives up. */
export const MAX_FORGERIES = 3;
/** Restarts by an edit of a later approver; with the rounds above they stay inside the request's nine. */
const MAX_RESTARTS = 2;

/** What is being asked right now: the author's options with everything that decisions have changed since. */
export interface GateQuestion<P> {
  readonly round: number;
  readonly typed: P;
  readonly parameters: JsonObject;
  readonly title: Words<P>;
  readonly summary: Words<P> | undefined;
  readonly effect: Words<P>;
  readonly rollback: Words<P>;
  readonly urgency: Urgency;
  /** How many have to approve these parameters. */
  readonly needed: number;
  readonly approvals: readonly DecisionRecord[];
  readonly conversation: GateRequest["conversation"];
  readonly restarts: number;
  /** Why completions were no decision, over all rounds. */
  readonly forgeries: readonly string[];
}

/**
 * The first round's question.
 *
 * @throws IncompleteParametersError where the parameters do not fit their schema; GateOptionsError for options that contradict.
 */
export function firstQuestion<S extends z.ZodObject>(options: ApprovalOptions<S>): GateQuestion<z.output<S>> {
  const { typed, parameters } = checkedParameters(options, options.parameters);
  return {
    round: 1,
    typed,
    parameters,
    title: options.title,
    summary: options.summary,
    effect: options.effect,
    rollback: options.rollback,
    urgency: options.urgency ?? "normal",
    needed: approvalsNeeded(options, typed),
    approvals: [],
    conversation: [],
    restarts: 0,
    forgeries: [],
  };
}

/** The same question once more, after a completion that was no decision. */
export function afterForgery<P>(question: GateQuestion<P>, reason: string): GateQuestion<P> {
  return { ...question, round: question.round + 1, forgeries: [...question.forgeries, reason] };
}

/** The question after one approval: fewer are missing, or, where a later approver edited, all of them are again. */
export function afterApproval<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  question: GateQuestion<z.output<S>>,
  approval: { readonly record: DecisionRecord; readonly parameters: JsonObject; readonly typed: z.output<S> },
): GateQuestion<z.output<S>> {
  const changed = {
    ...question,
    parameters: approval.parameters,
    typed: approval.typed,
    needed: approvalsNeeded(options, approval.typed),
  };
  const startsOver = approval.record.edits.length > 0 && question.approvals.length > 0;
  return startsOver
    ? { ...changed, round: question.round + 1, approvals: [], restarts: question.restarts + 1 }
    : { ...changed, approvals: [...question.approvals, approval.record] };
}

/** The next round, after an operator asked and the task answered. Approvals start over. */
export function afterResponse<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  question: GateQuestion<z.output<S>>,
  record: DecisionRecord,
  next: NextRequest<z.output<S>>,
): GateQuestion<z.output<S>> {
  const { typed, parameters } = checkedParameters(options, next.parameters ?? question.typed);
  return {
    ...question,
    round: question.round + 1,
    typed,
    parameters,
    title: next.title ?? question.title,
    summary: next.summary ?? question.summary,
    effect: next.effect ?? question.effect,
    rollback: next.rollback ?? question.rollback,
    urgency: next.urgency ?? question.urgency,
    needed: approvalsNeeded(options, typed),
    approvals: [],
    conversation: [
      ...question.conversation,
      { operator: record.operator.name, comment: record.comment ?? "", at: record.completedAt },
    ],
  };
}

/** Whether an operator may still ask: only while a round is left to answer in. */
export function mayRespond(
  options: { readonly onRespond?: unknown },
  question: Pick<GateQuestion<unknown>, "conversation">,
): boolean {
  return options.onRespond !== undefined && question.conversation.length < MAX_ASKING_ROUNDS - 1;
}

/** Whether an edit is possible: a later approver's edit needs a round to start over in. */
export function mayEdit(question: Pick<GateQuestion<unknown>, "approvals" | "restarts">): boolean {
  return question.approvals.length === 0 || question.restarts < MAX_RESTARTS;
}

/** The words for these parameters. */
export function wordsOf<P>(words: Words<P>, question: GateQuestion<P>): string {
  return typeof words === "string" ? words : words(question.typed);
}

function approvalsNeeded<S extends z.ZodObject>(options: ApprovalOptions<S>, typed: z.output<S>): number {
  const asked = [options.approvals ?? 1, options.requireApprovals?.(typed) ?? 1];
  for (const needed of asked)
    if (!Number.isInteger(needed) || needed < 1 || needed > 5)
      throw new GateOptionsError(`A gate takes 1 to 5 approvals; ${needed} were asked for.`);
  return Math.max(...asked);
}

function checkedParameters<S extends z.ZodObject>(options: ApprovalOptions<S>, parameters: unknown) {
  const checked = options.schema.safeParse(parameters);
  if (!checked.success) {
    const rollback = typeof options.rollback === "string" ? options.rollback : "Nothing was written.";
    throw new IncompleteParametersError(z.prettifyError(checked.error), rollback);
  }
  try {
    return { typed: checked.data, parameters: exactJson(checked.data) as JsonObject };
  } catch (error) {
    throw new GateOptionsError(
      `The parameters are not exact JSON: ${error instanceof Error ? error.message : ""}`,
      error,
    );
  }
}
