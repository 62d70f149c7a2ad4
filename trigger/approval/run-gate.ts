import type { z } from "zod";
import { assertNever } from "#core/error.ts";
import { ApprovalError, ApprovalForgedError } from "./approval-error.ts";
import type { ApprovalOptions } from "./approval-options.ts";
import type { ApprovalOutcome } from "./approval-outcome.ts";
import { askOnce } from "./ask-once.ts";
import {
  afterApproval,
  afterForgery,
  afterResponse,
  firstQuestion,
  type GateQuestion,
  MAX_FORGERIES,
  wordsOf,
} from "./gate-question.ts";
import type { GateTools } from "./gate-tools.ts";
import type { Judgement } from "./verify-decision.ts";

/** What is to be done after one token: the outcome, or the next question. */
type Step<P> = { readonly ends: ApprovalOutcome<P>; readonly rollback: boolean } | { readonly goesOn: GateQuestion<P> };

/**
 * Asks until there is an outcome: through forged completions, operators' questions and further approvals, all inside
 * the first token's deadline.
 *
 * @throws ApprovalError and its kinds, with the rollback done; anything else may be retried, with nothing rolled back.
 */
export async function runGate<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  tools: GateTools,
): Promise<ApprovalOutcome<z.output<S>>> {
  try {
    const end = await askUntilDone(options, tools);
    if (end.rollback) await options.rollbackWith?.();
    return end.ends;
  } catch (error) {
    if (error instanceof ApprovalError) {
      tools.door.log("error", error.message);
      await options.rollbackWith?.();
    }
    throw error;
  }
}

async function askUntilDone<S extends z.ZodObject>(options: ApprovalOptions<S>, tools: GateTools) {
  let question = firstQuestion(options);
  let deadline: number | undefined;
  for (;;) {
    const asked = await askOnce(options, question, deadline, tools);
    if (asked.is === "too-late") return expired(question, tools);
    deadline = asked.deadline;
    const step = await nextStep(options, question, asked.judgement, tools);
    if ("ends" in step) return step;
    question = step.goesOn;
  }
}

async function nextStep<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  question: GateQuestion<z.output<S>>,
  judgement: Judgement<z.output<S>>,
  { door }: GateTools,
): Promise<Step<z.output<S>>> {
  switch (judgement.is) {
    case "no-decision": {
      door.log("error", `The gate was completed outside Countersign: ${judgement.reason}. It does not count.`);
      const after = afterForgery(question, judgement.reason);
      if (after.forgeries.length < MAX_FORGERIES) return { goesOn: after };
      throw new ApprovalForgedError(options.gate, after.forgeries, wordsOf(question.rollback, question));
    }
    case "late":
      door.log("warn", `${judgement.record.operator.name} decided after the deadline; it does not count.`);
      return { ends: { outcome: "expired", rollback: wordsOf(question.rollback, question) }, rollback: true };
    case "rejection": {
      const { comment, record } = judgement;
      door.log("info", `Rejected by ${record.operator.name}: ${comment}`);
      const rollback = wordsOf(question.rollback, question);
      return { ends: { outcome: "rejected", comment, decision: record, rollback }, rollback: true };
    }
    case "question": {
      const { comment, record } = judgement;
      door.log("info", `${record.operator.name} asks: ${comment}`);
      const next = await options.onRespond?.(comment);
      if (next === undefined) return { ends: { outcome: "responded", comment, decision: record }, rollback: false };
      return { goesOn: afterResponse(options, question, record, next) };
    }
    case "approval": {
      const after = afterApproval(options, question, judgement);
      const count = `${after.approvals.length} of ${after.needed}`;
      const edited = judgement.record.edits.length > 0 ? ", with changes" : "";
      door.log("info", `Approved by ${judgement.record.operator.name}${edited} (${count}).`);
      if (after.approvals.length < after.needed) return { goesOn: after };
      return {
        ends: {
          outcome: "approved",
          parameters: judgement.typed,
          decision: judgement.record,
          approvals: after.approvals,
        },
        rollback: false,
      };
    }
    default:
      return assertNever(judgement);
  }
}

function expired<P>(question: GateQuestion<P>, { door }: GateTools) {
  door.log("warn", "Nobody decided in time.");
  return {
    ends: { outcome: "expired", rollback: wordsOf(question.rollback, question) },
    rollback: true,
  } satisfies Step<P>;
}
