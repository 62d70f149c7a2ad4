import { z } from "zod";
import { Digest } from "#core/digest.ts";
import { Edit } from "#core/edits.ts";
import { Urgency, Verdict } from "#core/envelope.ts";
import { errorCodes } from "#core/error.ts";
import { FieldProblem } from "#core/field-problem.ts";
import { TokenId } from "#core/identifiers.ts";
import { Insight } from "#core/insight.ts";
import { PaymentHistory } from "#core/payment-history.ts";
import { AuditCheck, AuditEntryDetail, AuditPage } from "#ipc/audit-views.ts";
import { bulkMethods, MOST_SELECTED } from "#ipc/bulk-methods.ts";
import { DiagnosticChecks, NoticeOutcome } from "#ipc/diagnostics.ts";
import { ConnectAnswer, EnvironmentColour } from "#ipc/environment-settings.ts";
import { largeRequestMethods } from "#ipc/large-request.ts";
import { PreferenceChange, Preferences } from "#ipc/preferences.ts";
import { MuteSpan, Presence } from "#ipc/presence.ts";
import { InstallOutcome } from "#ipc/updates.ts";
import { CardView, DecisionView, GateRow, LogLine, RunStepView, SessionView } from "#ipc/views.ts";
import { queueMethods } from "#ipc/queue-methods.ts";

const nothing = z.strictObject({});
const decisionId = z.strictObject({ decisionId: z.uuid() });
const environmentId = z.string().min(1).max(100);
const tokenId = z.strictObject({ tokenId: TokenId });

/** What the list is narrowed to and how it is ordered; the main process does both. */
export const QueueQuery = z.strictObject({
  tab: z.enum(["waiting", "outbox", "settled"]),
  search: z.string().max(200),
  urgency: Urgency.optional(),
  environmentId: z.string().max(100).optional(),
  order: z.enum(["deadline", "urgency", "amount", "age"]),
  /** Snoozed gates alone, or with the others; without it they are left out. */
  snoozed: z.enum(["only", "also"]).optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(200),
  /** Answer with this gate's place too, so that focus stays on it while rows move. */
  locate: TokenId.optional(),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

export const QueuePage = z.strictObject({
  total: z.int(),
  waiting: z.int(),
  /** How many sleep, whatever the query. */
  snoozed: z.int(),
  offset: z.int(),
  rows: z.array(GateRow).max(200),
  located: z.int().optional(),
});
export type QueuePage = z.infer<typeof QueuePage>;

/** What the window may ask of the main process: the whole surface, input and output both parsed. */
export const methods = {
  "session.get": { input: nothing, output: SessionView },
  "session.connect": {
    input: z.strictObject({
      address: z.string().max(500),
      secretKey: z.string().min(1).max(500),
      name: z.string().max(100),
    }),
    output: ConnectAnswer,
  },
  /** Takes the key from a file that the person chooses, or from what the start brought along. */
  "session.connectFrom": {
    input: z.strictObject({
      from: z.enum(["file", "environment"]),
      address: z.string().max(500),
      name: z.string().max(100),
    }),
    output: z.union([ConnectAnswer, z.strictObject({ result: z.literal("cancelled") })]),
  },
  "session.rename": { input: z.strictObject({ name: z.string().min(1).max(200) }), output: nothing },
  "queue.page": { input: QueueQuery, output: QueuePage },
  /** Waiting gates by their ids alone, from that place in the list on: for selecting what is not on the screen. */
  "queue.ids": {
    input: QueueQuery.omit({ tab: true, limit: true, locate: true }).extend({
      limit: z.int().min(1).max(MOST_SELECTED),
    }),
    output: z.strictObject({ total: z.int(), tokenIds: z.array(TokenId).max(MOST_SELECTED) }),
  },
  "queue.refresh": { input: nothing, output: nothing },
  ...queueMethods,
  ...bulkMethods,
  "card.open": { input: tokenId, output: CardView },
  "card.close": { input: nothing, output: nothing },
  /** The window has put exactly this request on the screen; decisions count from 500 ms after. */
  "card.painted": {
    input: z.strictObject({ tokenId: TokenId, digest: Digest, extent: z.enum(["whole", "part"]).optional() }),
    output: nothing,
  },
  ...largeRequestMethods,
  "card.logs": { input: tokenId, output: z.strictObject({ lines: z.array(LogLine).max(10_000), ended: z.boolean() }) },
  /** The steps of the run, from the same reading of its trace as the log. */
  "card.timeline": {
    input: tokenId,
    output: z.strictObject({ steps: z.array(RunStepView).max(2_000), leftOut: z.int() }),
  },
  /** Opens the run's own page in the browser, where the server has one. */
  "card.openRun": { input: tokenId, output: nothing },
  /** What this machine remembers of the gate and its payee; null where the card shows no request. */
  "card.history": { input: tokenId, output: PaymentHistory.nullable() },
  "decisions.record": {
    input: z.strictObject({
      tokenId: TokenId,
      digest: Digest,
      verdict: Verdict,
      edits: z.array(Edit).max(50),
      comment: z.string().max(2_000),
      /** The amount as the person typed it, where it is above a limit. */
      typedAmount: z.string().max(60).optional(),
      /** The payee and the account that the person says to have checked, where they could be taken for others. */
      checkedNames: z.array(z.string().max(20_000)).max(2).optional(),
    }),
    output: DecisionView,
  },
  "decisions.recent": { input: nothing, output: z.array(DecisionView).max(200) },
  "decisions.undo": { input: decisionId, output: DecisionView },
  "decisions.withdraw": { input: decisionId, output: DecisionView },
  "decisions.sendAnyway": { input: decisionId, output: DecisionView },
  "decisions.sendNow": { input: decisionId, output: DecisionView },
  "decisions.lookAgain": { input: decisionId, output: DecisionView },
  "environments.change": {
    input: z.strictObject({
      id: environmentId,
      name: z.string().trim().min(1).max(100).optional(),
      colour: EnvironmentColour.optional(),
    }),
    output: nothing,
  },
  "environments.replaceKey": {
    input: z.strictObject({ id: environmentId, secretKey: z.string().min(1).max(500) }),
    output: ConnectAnswer,
  },
  /** Refused while a decision on one of its gates is on its way. */
  "environments.remove": { input: z.strictObject({ id: environmentId }), output: nothing },
  "preferences.get": { input: nothing, output: Preferences },
  /** Answers with what stands now. */
  "preferences.change": { input: PreferenceChange, output: Preferences },
  /** Every preference at its default; environments, keys and decisions stay. */
  "preferences.reset": { input: nothing, output: Preferences },
  /** Holds everything back for a while, or no longer. */
  "alerts.mute": { input: z.strictObject({ span: MuteSpan }), output: Preferences },
  "presence.get": { input: nothing, output: Presence },
  "presence.startAtLogin": { input: z.strictObject({ on: z.boolean() }), output: Presence },
  /** Shows one notification that is about nothing. */
  "notices.test": { input: nothing, output: z.strictObject({ outcome: NoticeOutcome }) },
  "diagnostics.check": { input: nothing, output: DiagnosticChecks },
  /** Writes a file that the person chooses; null where they think better of it. */
  "diagnostics.save": { input: nothing, output: z.strictObject({ path: z.string() }).nullable() },
  /** Restarts into the version that was fetched, unless a decision would be in its way. */
  "updates.install": { input: nothing, output: z.strictObject({ outcome: InstallOutcome }) },
  /** Entries newest first; where something is searched, those of the gates or decisions that hold it. */
  "audit.page": {
    input: z.strictObject({
      offset: z.int().min(0),
      limit: z.int().min(1).max(100),
      search: z.string().max(200),
    }),
    output: AuditPage,
  },
  "audit.entry": { input: z.strictObject({ seq: z.int().min(1) }), output: AuditEntryDetail },
  /** Checks the whole log; long where it is long, so never asked by a nudge. */
  "audit.check": { input: nothing, output: AuditCheck },
  /** How the operator works with the console: figures of this machine's last weeks, and nothing of what they are made of. */
  "insight.get": { input: nothing, output: Insight },
  /** Something of a card was put on the clipboard; main takes it off again after a minute. */
  "clipboard.noteCopy": { input: nothing, output: nothing },
  "audit.export": {
    input: z.strictObject({ format: z.enum(["jsonl", "csv"]) }),
    output: z.strictObject({ path: z.string(), entries: z.int() }).nullable(),
  },
} satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type MethodName = keyof typeof methods;
export type MethodInput<M extends MethodName> = z.input<(typeof methods)[M]["input"]>;
export type MethodOutput<M extends MethodName> = z.output<(typeof methods)[M]["output"]>;

/** One function a method: a missing one does not compile. */
export type Handlers = {
  readonly [M in MethodName]: (
    input: z.output<(typeof methods)[M]["input"]>,
  ) => Promise<z.input<(typeof methods)[M]["output"]>>;
};

/** Nudges without state: the window asks again for what it shows. */
export const Topic = z.discriminatedUnion("topic", [
  z.strictObject({ topic: z.literal("gates.changed") }),
  z.strictObject({ topic: z.literal("card.changed"), tokenId: TokenId }),
  z.strictObject({ topic: z.literal("decisions.changed") }),
  z.strictObject({ topic: z.literal("session.changed") }),
  z.strictObject({ topic: z.literal("preferences.changed") }),
  /** A notification is on the screen and is to be heard too; the window is what can make a sound. */
  z.strictObject({ topic: z.literal("alert.shown"), critical: z.boolean(), volume: z.int().min(1).max(100) }),
  /** A notification, the tray or a deep link asks for this card; nothing is ever decided by it. */
  z.strictObject({ topic: z.literal("gate.selected"), tokenId: TokenId }),
]);
export type Topic = z.infer<typeof Topic>;

export const Request = z.strictObject({ method: z.enum(Object.keys(methods) as [MethodName]), input: z.unknown() });

/** Electron keeps only an error's message, so the code travels as data. */
export const Reply = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({
      code: z.enum(errorCodes),
      message: z.string(),
      /** Fields of the form that are at fault. */
      fields: z.array(FieldProblem).max(20).optional(),
    }),
  }),
]);
export type Reply = z.infer<typeof Reply>;
