import { compareDecimals } from "#core/decimal.ts";
import { ConsoleError } from "#core/error.ts";
import type { Handlers, MethodInput, MethodOutput, QueueQuery, Topic } from "#ipc/contract.ts";
import type { DecisionView, LogLine, RunStepView, SessionView } from "#ipc/views.ts";
import type { SampleGate } from "./sample-gates.ts";
import { sampleRecords } from "./sample-records.ts";
import { sampleSettings } from "./sample-settings.ts";
import { type ScriptedBulk, scriptedQueue } from "./scripted-queue.ts";

/** A main process by script: every state on demand, and a record of what the window asked of it. */
export interface ScriptedMain {
  readonly handlers: Handlers;
  readonly gates: SampleGate[];
  readonly decisions: DecisionView[];
  readonly logs: LogLine[];
  readonly steps: RunStepView[];
  /** Whose run the window asked to have opened in the browser. */
  readonly openedRuns: string[];
  readonly recorded: MethodInput<"decisions.record">[];
  readonly painted: MethodInput<"card.painted">[];
  readonly bulk: ScriptedBulk;
  session: SessionView;
  history: MethodOutput<"card.history">;
  /** Of every card with a large request. */
  parameters: MethodOutput<"card.parameters">["rows"];
  /** How often a large request was asked for once more. */
  readAgain: number;
  /** How long after its paint a card cannot be decided yet; milliseconds. */
  graceMs: number;
  /** Tells the window that something changed. */
  nudge: (topic: Topic) => void;
}

export function createScriptedMain(gates: SampleGate[], session: SessionView): ScriptedMain {
  const paintedAt = new Map<string, number>();
  const main: ScriptedMain = {
    gates,
    decisions: [],
    logs: [],
    steps: [],
    openedRuns: [],
    recorded: [],
    painted: [],
    bulk: { visible: [], decided: [], outcomes: [] },
    session,
    history: null,
    parameters: [],
    readAgain: 0,
    graceMs: 0,
    nudge: () => undefined,
    handlers: {
      "session.get": async () => main.session,
      "session.connect": async ({ secretKey }) =>
        secretKey.endsWith("wrong")
          ? { result: "refused", cause: "unauthorized", message: "The server does not know this key (401)." }
          : { result: "connected", environmentId: "sandbox" },
      "session.connectFrom": async ({ from }) =>
        from === "file"
          ? { result: "refused", cause: "session/key-malformed", message: "The file holds 2 different keys." }
          : { result: "connected", environmentId: "sandbox" },
      "session.rename": async ({ name }) => {
        main.session = { ...main.session, operator: { ...main.session.operator, name } };
        return {};
      },
      "queue.page": async (query) => pageOf(main, query),
      "queue.refresh": async () => ({}),
      "card.open": async ({ tokenId }) => {
        const decision = main.decisions.find((candidate) => candidate.tokenId === tokenId);
        const { snoozedUntil } = gateOf(main, tokenId).row;
        const snooze = snoozedUntil === undefined ? {} : { snoozedUntil };
        return { ...gateOf(main, tokenId).card, ...snooze, ...(decision !== undefined && { decision }) };
      },
      "card.close": async () => ({}),
      "card.painted": async (shown) => {
        main.painted.push(shown);
        paintedAt.set(shown.tokenId, Date.now());
        return {};
      },
      "card.logs": async () => ({ lines: main.logs, ended: false }),
      "card.history": async () => main.history,
      "card.parameters": async ({ offset }) => ({
        total: main.parameters.length,
        rows: main.parameters.slice(offset, offset + 100),
      }),
      "card.text": async ({ path, offset }) => ({
        text: `${path} `.repeat(9_000).slice(offset, offset + 65_536),
        length: (path.length + 1) * 9_000,
      }),
      "card.readAgain": async () => {
        main.readAgain += 1;
        return {};
      },
      "decisions.record": async (intention) => {
        const at = paintedAt.get(intention.tokenId);
        if (at === undefined || Date.now() - at < main.graceMs)
          throw new ConsoleError("gate/just-appeared", "The card just appeared.");
        main.recorded.push(intention);
        return addDecision(main, intention);
      },
      "decisions.recent": async () => main.decisions,
      "decisions.undo": async ({ decisionId }) => changeDecision(main, decisionId),
      "decisions.withdraw": async ({ decisionId }) => changeDecision(main, decisionId),
      "decisions.sendAnyway": async ({ decisionId }) => decisionOf(main, decisionId),
      "decisions.sendNow": async ({ decisionId }) => decisionOf(main, decisionId),
      "decisions.lookAgain": async ({ decisionId }) => decisionOf(main, decisionId),
      ...sampleSettings(() => main),
      ...sampleRecords(),
      "card.timeline": async () => ({ steps: main.steps, leftOut: 0 }),
      "card.openRun": async ({ tokenId }) => {
        main.openedRuns.push(tokenId);
        return {};
      },
      ...scriptedQueue(() => main),
      "audit.export": async () => ({ path: "/home/jonas/audit.jsonl", entries: 3 }),
    },
  };
  return main;
}

/** Moves a decision on, as the outbox would, and tells the window. */
export function moveDecision(main: ScriptedMain, decisionId: string, change: Partial<DecisionView>): void {
  const index = main.decisions.findIndex((decision) => decision.decisionId === decisionId);
  const decision = decisionOf(main, decisionId);
  main.decisions[index] = { ...decision, ...change };
  main.nudge({ topic: "decisions.changed" });
}

function pageOf(main: ScriptedMain, query: QueueQuery) {
  const asked = main.gates.filter(({ row }) => row.state === "waiting");
  const snoozed = asked.filter(({ row }) => row.snoozedUntil !== undefined);
  const awake = asked.filter(({ row }) => row.snoozedUntil === undefined);
  const waiting = query.snoozed === "only" ? snoozed : query.snoozed === "also" ? asked : awake;
  const inTab = query.tab === "waiting" ? waiting : main.gates.filter(({ row }) => row.state !== "waiting");
  const rows = inTab
    .map(({ row }) => row)
    .filter((row) => row.title.toLowerCase().includes(query.search.toLowerCase()))
    .filter((row) => query.urgency === undefined || row.urgency === query.urgency)
    .filter((row) => query.environmentId === undefined || row.environmentId === query.environmentId)
    .toSorted((a, b) =>
      query.order === "amount"
        ? compareDecimals(b.money?.amount ?? "0", a.money?.amount ?? "0")
        : (a.deadline ?? 0) - (b.deadline ?? 0),
    );
  const located = rows.findIndex((row) => row.tokenId === query.locate);
  return {
    total: rows.length,
    waiting: awake.length,
    snoozed: snoozed.length,
    offset: query.offset,
    rows: rows.slice(query.offset, query.offset + query.limit),
    ...(located >= 0 && { located }),
  };
}

function addDecision(main: ScriptedMain, intention: MethodInput<"decisions.record">): DecisionView {
  const gate = gateOf(main, intention.tokenId);
  const now = Date.now();
  const decision: DecisionView = {
    decisionId: `01938c1e-7c6e-7a55-9f3a-${String(main.decisions.length).padStart(12, "0")}`,
    tokenId: intention.tokenId,
    environmentId: gate.row.environmentId,
    title: gate.row.title,
    verdict: intention.verdict,
    comment: intention.comment,
    recordedAt: now,
    attempts: 0,
    status: { state: "held", until: now + 5_000 },
    can: ["undo"],
  };
  main.decisions.unshift(decision);
  main.gates[main.gates.indexOf(gate)] = { ...gate, row: { ...gate.row, state: "held" } };
  main.nudge({ topic: "decisions.changed" });
  return decision;
}

function changeDecision(main: ScriptedMain, decisionId: string): DecisionView {
  const { tokenId } = decisionOf(main, decisionId);
  const gate = gateOf(main, tokenId);
  main.gates[main.gates.indexOf(gate)] = { ...gate, row: { ...gate.row, state: "waiting" } };
  moveDecision(main, decisionId, { status: { state: "withdrawn", withdrawnAt: Date.now() }, can: [] });
  return decisionOf(main, decisionId);
}

function gateOf(main: ScriptedMain, tokenId: string): SampleGate {
  const gate = main.gates.find((candidate) => candidate.row.tokenId === tokenId);
  if (gate === undefined) throw new ConsoleError("gate/unknown", "This gate is not known here.");
  return gate;
}

function decisionOf(main: ScriptedMain, decisionId: string): DecisionView {
  const decision = main.decisions.find((candidate) => candidate.decisionId === decisionId);
  if (decision === undefined) throw new ConsoleError("decision/unknown", "This decision is not known here.");
  return decision;
}
