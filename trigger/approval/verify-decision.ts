import { z } from "zod";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto } from "#core/crypto.ts";
import { Currency, Decimal, compareDecimals } from "#core/decimal.ts";
import { Decision, isSignedBy, MAX_DECISION_BYTES, utf8Bytes } from "#core/decision.ts";
import { type Digest, digestOf } from "#core/digest.ts";
import { applyEdits } from "#core/edits.ts";
import type { MoneyPointers, Verdict } from "#core/envelope.ts";
import { assertNever } from "#core/error.ts";
import type { Instant, RunId, TokenId } from "#core/identifiers.ts";
import { exactJson, type JsonObject } from "#core/json.ts";
import { type Operator, operatorCounts } from "#core/operators.ts";
import { valueAt } from "#core/pointer.ts";
import type { DecisionRecord } from "./approval-outcome.ts";

/** What the task itself knows of the gate: nothing here was read back from metadata. */
export interface GateFacts<S extends z.ZodType> {
  readonly tokenId: TokenId;
  readonly runId: RunId;
  readonly requestDigest: Digest;
  readonly parameters: JsonObject;
  readonly schema: S;
  readonly editable: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly money: MoneyPointers | undefined;
  readonly decideBy: Instant | undefined;
  readonly operators: readonly Operator[];
  readonly roles: readonly string[] | undefined;
  /** Who has approved already, by person and key. */
  readonly counted: readonly { readonly person: string; readonly keyId: string }[];
}

export type Judgement<P> =
  | { readonly is: "approval"; readonly record: DecisionRecord; readonly parameters: JsonObject; readonly typed: P }
  | { readonly is: "rejection"; readonly record: DecisionRecord; readonly comment: string }
  | { readonly is: "question"; readonly record: DecisionRecord; readonly comment: string }
  /** A genuine decision that came after `decideBy`. */
  | { readonly is: "late"; readonly record: DecisionRecord }
  /** Completed outside Countersign, or by nobody who counts: no decision, whatever its verdict. */
  | { readonly is: "no-decision"; readonly reason: string };

/**
 * Judges what a token was completed with. Anybody who holds its callback URL can complete it,
 * so nothing is believed before the signature of an operator who counted at `completedAt` is.
 */
// SECURITY: the one place where an output becomes an approval (docs/security.md).
export function verifyDecision<S extends z.ZodType>(
  output: unknown,
  completedAt: Instant,
  facts: GateFacts<S>,
  crypto: Crypto,
): Judgement<z.output<S>> {
  const decision = parseDecision(output);
  if (typeof decision === "string") return noDecision(decision);
  if (decision.tokenId !== facts.tokenId) return noDecision("it was made for another token");
  if (decision.runId !== facts.runId) return noDecision("it was made for another run");
  if (decision.requestDigest !== facts.requestDigest) return noDecision("it was made for another request");

  const operator = facts.operators.find(({ keyId }) => keyId === decision.operator.keyId);
  if (operator === undefined) return noDecision("its key is not listed by this task");
  if (!isSignedBy(decision, operator.publicKey, crypto)) return noDecision("its signature is not that key's");
  const objection = objectionTo(operator, completedAt, facts);
  if (objection !== undefined) return noDecision(objection);
  if (!facts.verdicts.includes(decision.verdict)) return noDecision(`"${decision.verdict}" was not offered`);

  const record: DecisionRecord = {
    decisionId: decision.decisionId,
    tokenId: facts.tokenId,
    operator: { person: operator.person, name: operator.name, keyId: operator.keyId },
    ...(decision.comment === undefined ? {} : { comment: decision.comment }),
    edits: decision.verdict === "approve" ? decision.edits : [],
    completedAt,
  };
  if (facts.decideBy !== undefined && Date.parse(completedAt) > Date.parse(facts.decideBy))
    return { is: "late", record };
  switch (decision.verdict) {
    case "reject":
      return { is: "rejection", record, comment: decision.comment };
    case "respond":
      return { is: "question", record, comment: decision.comment };
    case "approve":
      return judgeApproval(decision, operator, record, facts, crypto);
    default:
      return assertNever(decision);
  }
}

/** Whether the operator's decisions count on this gate at that instant; why not, in words. */
export function objectionTo(
  operator: Operator,
  at: Instant,
  facts: Pick<GateFacts<z.ZodType>, "roles" | "counted">,
): string | undefined {
  if (!operatorCounts(operator, at)) return "its key did not count at that time";
  if (facts.roles !== undefined && !facts.roles.some((role) => operator.roles?.includes(role) === true))
    return "its operator has none of the roles that this gate asks for";
  if (facts.counted.some(({ person, keyId }) => person === operator.person || keyId === operator.keyId))
    return "its operator has approved already";
  return undefined;
}

function judgeApproval<S extends z.ZodType>(
  decision: Extract<Decision, { verdict: "approve" }>,
  operator: Operator,
  record: DecisionRecord,
  facts: GateFacts<S>,
  crypto: Crypto,
): Judgement<z.output<S>> {
  let edited: JsonObject;
  try {
    edited = applyEdits(facts.parameters, decision.edits, facts.editable);
  } catch (error) {
    return noDecision(`its edits are refused: ${error instanceof Error ? error.message : "unreadable"}`);
  }
  if (digestOf(edited, crypto) !== decision.parametersDigest)
    return noDecision("its edits do not lead to the parameters that it names");
  const checked = facts.schema.safeParse(edited);
  if (!checked.success) return noDecision(`its edits do not fit the schema: ${z.prettifyError(checked.error)}`);
  if (!isSame(checked.data, edited)) return noDecision("its edits are not in the schema's own form");
  if (!isWithinLimits(operator, edited, facts.money)) return noDecision("the amount is above its operator's limit");
  return { is: "approval", record, parameters: edited, typed: checked.data };
}

function parseDecision(output: unknown): Decision | string {
  if (output === undefined || output === null) return "the token was completed with nothing";
  try {
    if (utf8Bytes(canonicalJson(output)) > MAX_DECISION_BYTES) return "its output is larger than a decision can be";
  } catch {
    return "its output is not exact JSON";
  }
  const decision = Decision.safeParse(output);
  return decision.success ? decision.data : "its output is no signed decision";
}

// Where limits are given, a currency that is not among them may not be approved at all.
function isWithinLimits(operator: Operator, parameters: JsonObject, money: MoneyPointers | undefined): boolean {
  if (operator.limits === undefined || money === undefined) return true;
  const amount = Decimal.safeParse(valueAt(parameters, money.amount));
  const currency = Currency.safeParse(valueAt(parameters, money.currency));
  if (!amount.success || !currency.success) return false;
  const limit = operator.limits[currency.data];
  return limit !== undefined && compareDecimals(amount.data, limit) <= 0;
}

// What a person approved is what is executed: a schema that trims or fills in would execute something else.
function isSame(parsed: unknown, edited: JsonObject): boolean {
  try {
    return canonicalJson(exactJson(parsed)) === canonicalJson(edited);
  } catch {
    return false;
  }
}

function noDecision(reason: string): Judgement<never> {
  return { is: "no-decision", reason };
}
