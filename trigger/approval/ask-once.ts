import type { z } from "zod";
import { shortDigest } from "#core/digest.ts";
import type { Envelope, GateRequest } from "#core/envelope.ts";
import { formatGateTags } from "#core/gate-tags.ts";
import type { KeyId, RunId, TokenId } from "#core/identifiers.ts";
import type { Operator } from "#core/operators.ts";
import { GateOptionsError, TooManyGatesError } from "./approval-error.ts";
import type { ApprovalOptions } from "./approval-options.ts";
import { type BuiltRequest, buildRequest } from "./build-request.ts";
import { durationWithin, parseDuration } from "./duration.ts";
import { countGates, hasGateWith, withGate, withSettledGate } from "./envelope-set.ts";
import type { TokenReading } from "./gate-door.ts";
import type { GateQuestion } from "./gate-question.ts";
import type { GateTools } from "./gate-tools.ts";
import { type Judgement, objectionTo, verifyDecision } from "./verify-decision.ts";

const WITHDRAWN = { version: 1, withdrawn: true } as const;
const DEFAULT_MAX_GATES = 20;
/** The envelope's own limit on `accepts`. */
const MAX_ACCEPTED = 100;

export type Asked<P> =
  | { readonly is: "too-late" }
  | { readonly is: "judged"; readonly judgement: Judgement<P>; readonly deadline: number };

/** One token from opening to judgement. `deadline` is that of the first token, once there was one. */
export async function askOnce<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  question: GateQuestion<z.output<S>>,
  deadline: number | undefined,
  tools: GateTools,
): Promise<Asked<z.output<S>>> {
  const { door, runId, crypto } = tools;
  const built = buildRequest(options, question, runId, crypto);
  const token = await openGate(options, built, deadline, tools);
  if (token === undefined) return { is: "too-late" };

  const reading =
    token.reading.state === "waiting" ? await waitForDecision(options, built, token, tools) : token.reading;
  door.noteEnvelopes(withSettledGate(door.readEnvelopes(), token.tokenId));
  if (reading.state !== "completed") return { is: "too-late" };

  const judgement = verifyDecision(
    reading.output,
    reading.completedAt,
    {
      tokenId: token.tokenId,
      runId,
      requestDigest: built.digest,
      parameters: question.parameters,
      schema: options.schema,
      editable: built.request.editable,
      verdicts: built.request.verdicts,
      money: options.money,
      decideBy: options.decideBy,
      operators: tools.operators(),
      roles: options.roles,
      counted: built.request.approvals.previous,
    },
    crypto,
  );
  return { is: "judged", judgement, deadline: token.deadline };
}

interface OpenGate {
  readonly tokenId: TokenId;
  readonly reading: TokenReading;
  readonly deadline: number;
}

async function openGate<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  built: BuiltRequest,
  deadline: number | undefined,
  tools: GateTools,
): Promise<OpenGate | undefined> {
  const { door, runId } = tools;
  const set = door.readEnvelopes();
  const most = options.maxGatesPerRun ?? DEFAULT_MAX_GATES;
  if (countGates(set) >= most && !hasGateWith(set, built.digest)) throw new TooManyGatesError(most);
  if (built.payload !== undefined) {
    if (options.payloads === undefined)
      throw new GateOptionsError("The request is larger than 16 KiB, and no `payloads` store was given to keep it.");
    await options.payloads.put(built.payload);
  }
  const remaining = deadline === undefined ? undefined : durationWithin(deadline - door.now());
  const [opened] = await Promise.all([
    door.openToken({
      // A retried attempt may be past the deadline and still meet a token that was decided in time: so it asks all the same.
      timeout: deadline === undefined ? options.timeout : (remaining ?? "1s"),
      idempotencyKey: idempotencyKeyOf(built, runId),
      tags: formatGateTags(built.request, runId, options.tagPrivacy),
    }),
    countGates(set) === 0 ? door.tagRun() : undefined,
  ]);
  const { tokenId, known } = opened;
  if (tools.taken.has(tokenId))
    throw new GateOptionsError(
      `The gate "${options.gate}" asked exactly the same twice in one run. Give each gate a name of its own.`,
    );
  if (!known && options.ctx.attempt.number > 1) await withdrawOthers(options.gate, tokenId, tools);

  const reading = await door.readToken(tokenId);
  const timeoutAt = reading.timeoutAt === undefined ? undefined : Date.parse(reading.timeoutAt);
  const problem = deadlineProblem(timeoutAt, options.decideBy);
  if (timeoutAt === undefined || problem !== undefined) {
    await door.settleToken(tokenId, WITHDRAWN);
    throw new GateOptionsError(problem ?? "");
  }
  const tooLate = deadline === undefined ? isPast(options.decideBy, door.now()) : remaining === undefined;
  if (!known && tooLate) {
    await door.settleToken(tokenId, WITHDRAWN);
    return undefined;
  }
  tools.taken.add(tokenId);
  return { tokenId, reading, deadline: deadline ?? timeoutAt };
}

async function waitForDecision<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  built: BuiltRequest,
  { tokenId, reading }: OpenGate,
  tools: GateTools,
): Promise<TokenReading> {
  const { door } = tools;
  let accepts = await acceptedOrWithdrawn(options, built.request, tokenId, tools);
  const publish = async () => {
    const envelope: Envelope = { digest: built.digest, accepts, request: built.request };
    await door.publishEnvelopes(withGate(door.readEnvelopes(), tokenId, envelope));
  };
  await publish();
  const { step, needed } = built.request.approvals;
  door.log(
    "info",
    `Waiting for a person: ${built.request.title} (round ${built.request.round}, approval ${step} of ${needed}). ` +
      `The gate closes at ${options.decideBy ?? reading.timeoutAt}.`,
    { tokenId, digest: built.digest },
  );
  const stop = tools.everySoOften(async () => {
    const now = acceptedKeys(options, built.request, tools);
    if (now.join() === accepts.join()) return;
    accepts = now;
    await publish();
    door.log("info", `The operators have changed: ${now.length} of them can decide this gate now.`);
  });
  try {
    return await door.awaitToken(tokenId);
  } finally {
    stop();
  }
}

// A gate that nobody can decide must not be left open.
async function acceptedOrWithdrawn<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  request: GateRequest,
  tokenId: TokenId,
  tools: GateTools,
): Promise<KeyId[]> {
  try {
    return acceptedKeys(options, request, tools);
  } catch (error) {
    if (error instanceof GateOptionsError) await tools.door.settleToken(tokenId, WITHDRAWN);
    throw error;
  }
}

function acceptedKeys<S extends z.ZodObject>(
  options: ApprovalOptions<S>,
  request: GateRequest,
  { door, operators }: GateTools,
): KeyId[] {
  const at = new Date(door.now()).toISOString();
  const facts = { roles: options.roles, counted: request.approvals.previous };
  const accepted = operators().filter((operator: Operator) => objectionTo(operator, at, facts) === undefined);
  if (accepted.length > MAX_ACCEPTED)
    throw new GateOptionsError(`${accepted.length} operators could decide this gate; at most ${MAX_ACCEPTED} may.`);
  if (accepted.length === 0) {
    const message = "No listed operator can decide this gate. Add one to operators.json.";
    if (options.ctx.environment.type !== "DEVELOPMENT") throw new GateOptionsError(message);
    door.log("warn", message);
  }
  return accepted.map(({ keyId }) => keyId);
}

// A retried attempt that asks something else: what it asked before must not stay open.
async function withdrawOthers(gate: string, tokenId: TokenId, { door }: GateTools): Promise<void> {
  for (const other of await door.waitingTokens()) {
    if (other.tokenId === tokenId || !other.tags.includes(`gate:${gate}`)) continue;
    await door.settleToken(other.tokenId, WITHDRAWN);
    door.noteEnvelopes(withSettledGate(door.readEnvelopes(), other.tokenId));
    door.log("warn", "The task now asks something else: its earlier request was withdrawn.");
  }
}

function idempotencyKeyOf({ request, digest }: BuiltRequest, runId: RunId): string {
  return `approval:${runId}:${request.gate}:${request.round}:${shortDigest(digest)}`;
}

function deadlineProblem(timeoutAt: number | undefined, decideBy: string | undefined): string | undefined {
  if (timeoutAt === undefined) return "The server gave the token no timeout, so the run would wait for ever.";
  if (decideBy !== undefined && Date.parse(decideBy) > timeoutAt)
    return `The gate asks for a decision by ${decideBy}, but its timeout ends before that.`;
  return undefined;
}

function isPast(instant: string | undefined, now: number): boolean {
  return instant !== undefined && Date.parse(instant) <= now;
}

/**
 * What can be checked before anything is opened.
 *
 * @throws GateOptionsError for a timeout or a deadline that cannot be.
 */
export function checkDeadlines(options: { readonly timeout: string; readonly decideBy?: string }, now: number): void {
  let length: number;
  try {
    length = parseDuration(options.timeout);
  } catch (error) {
    throw new GateOptionsError(error instanceof Error ? error.message : "The timeout is no duration.", error);
  }
  const problem = deadlineProblem(now + length, options.decideBy);
  if (problem !== undefined) throw new GateOptionsError(problem);
}
