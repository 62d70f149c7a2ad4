import { z } from "zod";
import { Currency, Decimal } from "#core/decimal.ts";
import { Digest } from "#core/digest.ts";
import { errorCodes } from "#core/error.ts";
import { GateRequest, Urgency, Verdict } from "#core/envelope.ts";
import { KeyId, RunId, TokenId } from "#core/identifiers.ts";
import { Haste } from "#core/insight.ts";
import { OutboxState } from "#core/outbox.ts";
import { VaultProblem } from "#core/vault-problem.ts";
import { EnvironmentColour, KeyOrigin } from "#ipc/environment-settings.ts";
import { UpdatesView } from "#ipc/updates.ts";
import { PayloadProblem } from "#ipc/large-request.ts";

/** Milliseconds since 1970 on the server's clock, unless a name says otherwise. */
const instant = z.number();
const text = z.string().max(4_000);
const shortText = z.string().max(400);

/** How loudly an environment must be told apart: production is never to be taken for anything else. */
const EnvironmentKind = z.enum(["development", "staging", "preview", "production"]);

const linkFailure = { code: z.enum(errorCodes), reason: shortText };

/** Whether an environment answers; `asOf` is the last good answer. */
const Connection = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("connecting"), asOf: instant.optional() }),
  z.strictObject({ state: z.literal("online"), asOf: instant }),
  z.strictObject({ state: z.literal("offline"), asOf: instant.optional(), ...linkFailure }),
  z.strictObject({ state: z.literal("key-needed"), asOf: instant.optional(), ...linkFailure }),
]);

export const EnvironmentView = z.strictObject({
  id: z.string().max(100),
  name: shortText,
  kind: EnvironmentKind,
  address: shortText,
  colour: EnvironmentColour.optional(),
  keyOrigin: KeyOrigin.optional(),
  connection: Connection,
});
export type EnvironmentView = z.infer<typeof EnvironmentView>;

/** Where keys live: in the system's keychain, or (where it has none that is safe) in memory until the app ends. */
const VaultView = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("keychain"), prefix: z.string().max(8) }),
  z.strictObject({ kind: z.literal("session-only"), reason: VaultProblem }),
]);

/** A damaged database that was put right at the start: what came back and what could not. */
export const StorageRepair = z.strictObject({
  kind: z.enum(["restored", "started-empty"]),
  movedTo: text,
  lostSince: instant.optional(),
  /** Decisions that could still be read from the damaged file. */
  decisions: z.int(),
});
export type StorageRepair = z.infer<typeof StorageRepair>;

export const SessionView = z.strictObject({
  version: shortText,
  operator: z.strictObject({ name: shortText, keyId: KeyId, publicKey: z.string(), line: text }),
  environments: z.array(EnvironmentView).max(50),
  vault: VaultView,
  /** False where Chromium's own sandbox cannot run (root): the window says so. */
  sandboxed: z.boolean(),
  runtime: z.strictObject({ electron: shortText, chromium: shortText, compatibility: z.boolean() }),
  /** Server time minus this machine's wall clock, milliseconds, with its error; null until learned. */
  clock: z.strictObject({ offsetMs: z.number(), errorMs: z.number() }).nullable(),
  undoSeconds: z.number(),
  /** True where the start brought a key along, in TRIGGER_SECRET_KEY. */
  keyInEnvironment: z.boolean().optional(),
  /** True where the start fixed the undo window, so that the settings cannot. */
  undoFixed: z.boolean().optional(),
  repair: StorageRepair.optional(),
  updates: UpdatesView,
});
export type SessionView = z.infer<typeof SessionView>;

/** One line of the list, from tags alone. */
export const GateRow = z.strictObject({
  tokenId: TokenId,
  environmentId: z.string().max(100),
  title: shortText,
  kind: shortText.optional(),
  urgency: Urgency,
  money: z.strictObject({ currency: Currency, amount: Decimal }).optional(),
  /** Above the limit that the operator set: approving takes typing the amount. */
  aboveLimit: z.literal(true).optional(),
  approvals: z.strictObject({ step: z.int(), needed: z.int() }).optional(),
  deadline: instant.optional(),
  createdAt: instant,
  /** Put off until then. */
  snoozedUntil: instant.optional(),
  /** The outbox state where a decision was taken here, `waiting` where none was. */
  state: z.string().max(20),
});
export type GateRow = z.infer<typeof GateRow>;

/** A decision taken on this machine and what is known of it. */
export const DecisionView = z.strictObject({
  decisionId: z.string(),
  tokenId: TokenId,
  environmentId: z.string().max(100),
  title: shortText,
  verdict: Verdict,
  comment: text.optional(),
  recordedAt: instant,
  attempts: z.int(),
  deadline: instant.optional(),
  status: OutboxState,
  /** The run's own end, once known: approved is not executed. */
  runEnd: z.enum(["completed", "failed"]).optional(),
  runStatus: shortText.optional(),
  /** What a person can do about it now. */
  can: z.array(z.enum(["undo", "withdraw", "send-anyway", "look-again", "send-now"])),
  /** One of the newest bulk decision: undoing the last decision undoes them all. */
  inBatch: z.literal(true).optional(),
});
export type DecisionView = z.infer<typeof DecisionView>;

/** Whether the card can be decided, and if not, why: every bad input has its name here. */
const GateCondition = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready") }),
  z.strictObject({ kind: z.literal("loading") }),
  z.strictObject({ kind: z.literal("without-request") }),
  z.strictObject({ kind: z.literal("without-run") }),
  z.strictObject({ kind: z.literal("run-unknown") }),
  z.strictObject({ kind: z.literal("unreadable"), issues: z.array(shortText).max(20) }),
  z.strictObject({ kind: z.literal("tampered") }),
  z.strictObject({ kind: z.literal("amount-unverifiable") }),
  z.strictObject({ kind: z.literal("tags-disagree"), tags: z.array(shortText).max(20) }),
  z.strictObject({ kind: z.literal("not-listed"), line: text }),
  z.strictObject({ kind: z.literal("orphaned"), runStatus: shortText }),
  z.strictObject({ kind: z.literal("payload-unverified"), bytes: z.number() }),
  z.strictObject({ kind: z.literal("payload-loading"), bytes: z.number(), received: z.number() }),
  z.strictObject({
    kind: z.literal("payload-failed"),
    bytes: z.number(),
    problem: PayloadProblem,
    detail: shortText,
  }),
  z.strictObject({
    kind: z.literal("settled"),
    by: shortText,
    verdict: Verdict.optional(),
    settledAt: instant.optional(),
  }),
  z.strictObject({ kind: z.literal("expired"), at: instant.optional() }),
]);

const RunView = z.strictObject({
  runId: RunId,
  task: shortText,
  /** The vendor's own word, e.g. EXECUTING while the run waits for us. */
  status: shortText,
  ended: z.boolean(),
  error: text.optional(),
  /** The server has a page of the run that can be opened in the browser. */
  hasPage: z.literal(true).optional(),
});

/** Everything that the open card shows. */
export const CardView = z.strictObject({
  tokenId: TokenId,
  environmentId: z.string().max(100),
  title: shortText,
  condition: GateCondition,
  /** Digest of the request as shown; what `decisions.record` must name. */
  digest: Digest.optional(),
  request: GateRequest.optional(),
  /** Of a large request, proved: `request` is what of it is shown at once, and `card.parameters` has this many rows more. */
  large: z.strictObject({ bytes: z.number(), rows: z.int() }).optional(),
  /** The request that was decided on here, where it is not the one that stands there now. */
  decidedRequest: GateRequest.optional(),
  /** Above the limit that the operator set, as the task asked for it. */
  aboveLimit: z.literal(true).optional(),
  createdAt: instant,
  deadline: instant.optional(),
  run: RunView.optional(),
  decision: DecisionView.optional(),
  /** Approvals of late were quicker than anybody reads; said, never a reason to refuse one. */
  haste: Haste.optional(),
  /** Put off until then: the gate is out of the list, but can be decided all the same. */
  snoozedUntil: instant.optional(),
});
export type CardView = z.infer<typeof CardView>;

export const LogLine = z.strictObject({
  id: z.string().max(100),
  at: instant,
  level: z.enum(["debug", "info", "warn", "error"]),
  /** May hold ANSI colours; text, never markup. */
  message: z.string().max(20_000),
});
export type LogLine = z.infer<typeof LogLine>;

/** One step of the run: a span with its duration, or a log record where it was written. */
export const RunStepView = z.strictObject({
  id: z.string().max(100),
  depth: z.int().min(0),
  name: shortText,
  at: instant,
  durationMs: z.number().optional(),
  state: z.enum(["going-on", "done", "failed", "cancelled", "record"]),
});
export type RunStepView = z.infer<typeof RunStepView>;
