import { z } from "zod";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto } from "#core/crypto.ts";
import { utf8Bytes } from "#core/decision.ts";
import { type Digest, digestOf } from "#core/digest.ts";
import { GateRequest, MAX_REQUEST_BYTES } from "#core/envelope.ts";
import type { RunId } from "#core/identifiers.ts";
import type { JsonObject } from "#core/json.ts";
import { pointerSteps } from "#core/pointer.ts";
import { GateOptionsError } from "./approval-error.ts";
import type { ApprovalOptions } from "./approval-options.ts";
import { type GateQuestion, mayEdit, mayRespond, wordsOf } from "./gate-question.ts";
import type { LargePayload } from "./payload-store.ts";

/** Of a large request, the money's fields travel in the envelope as long as they are this small (UTF-8 bytes). */
const MAX_MONEY_BYTES = 2 * 1024;

/** The request as it goes into the envelope, and the whole of it where that is too large. */
export interface BuiltRequest {
  readonly request: GateRequest;
  readonly digest: Digest;
  readonly payload: LargePayload | undefined;
}

/**
 * Puts the question into the contract's form.
 *
 * @throws GateOptionsError naming the field that the contract refuses.
 */
export function buildRequest<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  question: GateQuestion<z.output<S>>,
  runId: RunId,
  crypto: Crypto,
): BuiltRequest {
  const whole = wholeRequest(options, question);
  const text = canonicalJson(whole);
  const bytes = utf8Bytes(text);
  if (bytes <= MAX_REQUEST_BYTES) return { request: whole, digest: digestOf(whole, crypto), payload: undefined };

  const digest = digestOf(whole, crypto);
  const ref = `approval_payloads/${runId}-${digest.slice("sha256-".length, "sha256-".length + 32)}`;
  const request: GateRequest = {
    ...whole,
    parameters: moneyFields(whole),
    parametersSchema: {},
    payload: { ref, bytes, digest, mediaType: "application/json" },
  };
  return { request, digest: digestOf(request, crypto), payload: { ref, runId, digest, bytes, text } };
}

function wholeRequest<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  question: GateQuestion<z.output<S>>,
): GateRequest {
  const summary = question.summary === undefined ? undefined : wordsOf(question.summary, question);
  const request = GateRequest.safeParse({
    gate: options.gate,
    round: question.round,
    kind: options.kind,
    title: wordsOf(question.title, question),
    ...(summary === undefined ? {} : { summary }),
    urgency: question.urgency,
    requestedBy: options.requestedBy ?? options.ctx.task.id,
    ...(options.model === undefined ? {} : { model: options.model }),
    parameters: question.parameters,
    parametersSchema: parametersSchema(options.schema),
    editable: mayEdit(question) ? [...(options.editable ?? [])] : [],
    verdicts: mayRespond(options, question) ? ["approve", "reject", "respond"] : ["approve", "reject"],
    ...(options.money === undefined ? {} : { money: options.money }),
    effect: wordsOf(question.effect, question),
    rollback: wordsOf(question.rollback, question),
    ...(options.decideBy === undefined ? {} : { decideBy: options.decideBy }),
    approvals: {
      needed: question.needed,
      step: question.approvals.length + 1,
      previous: question.approvals.map(({ tokenId, operator, decisionId }) => ({
        tokenId,
        person: operator.person,
        keyId: operator.keyId,
        decisionId,
      })),
    },
    conversation: question.conversation,
  });
  if (!request.success) throw new GateOptionsError(z.prettifyError(request.error), request.error);
  return request.data;
}

function parametersSchema(schema: z.ZodObject): Record<string, unknown> {
  try {
    return z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  } catch (error) {
    throw new GateOptionsError("The schema of the parameters has no JSON Schema form.", error);
  }
}

// The row in the queue and the check against its tags need the amount before the payload has been fetched.
function moneyFields(request: GateRequest): JsonObject {
  const pointers = Object.values(request.money ?? {}).filter((pointer) => pointer !== undefined);
  const names = new Set(pointers.map((pointer) => pointerSteps(pointer)[0]));
  const fields = Object.fromEntries(Object.entries(request.parameters).filter(([name]) => names.has(name)));
  return utf8Bytes(canonicalJson(fields)) <= MAX_MONEY_BYTES ? fields : {};
}
