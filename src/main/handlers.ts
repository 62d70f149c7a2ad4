import type { Card } from "#app/card.ts";
import type { Console } from "#app/console.ts";
import { type BookedGate, narrowedBy } from "#app/gate-book.ts";
import type { InsightKeeper } from "#app/insight.ts";
import type { StoredGate } from "#app/ports.ts";
import type { Decision } from "#core/decision.ts";
import { Envelope } from "#core/envelope.ts";
import type { TokenId } from "#core/identifiers.ts";
import { operatorLine } from "#core/operators.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import { possibleActions } from "#core/possible-actions.ts";
import { parseGateTags, requestMoney } from "#core/gate-tags.ts";
import type { AuditHandlers } from "./audit-handlers.ts";
import type { Handlers, QueuePage, QueueQuery } from "#ipc/contract.ts";
import { createBulkHandlers } from "./bulk-handlers.ts";
import { createQueueHandlers, type ViewStore } from "./queue-handlers.ts";
import { RECENT_DECISIONS } from "#core/recent-decisions.ts";
import type { CardView, DecisionView, EnvironmentView, GateRow, SessionView } from "#ipc/views.ts";
import { createLargeRequestHandlers, presentRequest } from "./large-request-handlers.ts";
import { runPage } from "./open-run.ts";
import type { SettingsHandlers } from "./settings-handlers.ts";

const SETTLED_GATES = 1_000;

/** What the shell knows and the use-cases do not. */
export interface ShellFacts {
  readonly session: () => Omit<SessionView, "environments" | "operator" | "clock">;
  readonly rename: (name: string) => void;
  /** What the operator chose for an environment, and where its key came from. */
  readonly looks: (environmentId: string) => Pick<EnvironmentView, "colour" | "keyOrigin">;
  readonly connect: Handlers["session.connect"];
  readonly connectFrom: Handlers["session.connectFrom"];
  readonly exportAudit: Handlers["audit.export"];
  readonly settings: SettingsHandlers;
  readonly audit: AuditHandlers;
  readonly insight: InsightKeeper;
  readonly openRun: Handlers["card.openRun"];
  readonly views: ViewStore;
}

/** Serves the contract from the use-cases: every view the window gets is made here. */
export function createHandlers(console: Console, shell: ShellFacts): Handlers {
  const decisionView = (entry: OutboxEntry): DecisionView => ({
    ...presentDecision(entry, console.booked(entry.tokenId)?.gate),
    ...(console.bulk.has(entry.decisionId) && { inBatch: true }),
  });
  return {
    "session.get": async () => ({ ...shell.session(), ...presentConsole(console, shell.looks) }),
    "session.connect": shell.connect,
    "session.connectFrom": shell.connectFrom,
    "session.rename": async ({ name }) => {
      shell.rename(name);
      return {};
    },
    "queue.page": async (query) => queuePage(console, query),
    "queue.refresh": async () => {
      console.refresh();
      return {};
    },
    "card.open": async ({ tokenId }) => {
      const card = console.openCard(tokenId);
      shell.insight.opened(tokenId);
      const money = card.request === undefined ? undefined : requestMoney(card.request);
      const address = console.environment(card.booked.gate.environmentId)?.address;
      const view = presentCard(card, address, console.decisionOn(tokenId), decisionView);
      const haste = shell.insight.haste();
      return {
        ...view,
        ...(console.isAboveLimit(money) && { aboveLimit: true }),
        ...(haste !== undefined && { haste }),
        ...snoozedUntil(console, card.booked),
      };
    },
    "card.close": async () => {
      console.closeCard();
      shell.insight.opened(undefined);
      return {};
    },
    "card.painted": async ({ tokenId, digest, extent }) => {
      console.painted(tokenId, digest, extent);
      shell.insight.painted(tokenId);
      return {};
    },
    ...createLargeRequestHandlers(console),
    "card.logs": async ({ tokenId }) => ({
      lines: [...(await console.trace(tokenId)).lines],
      ended: console.booked(tokenId)?.gate.run?.ended !== undefined,
    }),
    "card.timeline": async ({ tokenId }) => {
      const { steps, leftOut } = await console.trace(tokenId);
      return { steps: [...steps], leftOut };
    },
    "card.openRun": shell.openRun,
    "card.history": async ({ tokenId }) => console.history(tokenId) ?? null,
    "decisions.record": async (intention) => {
      // Without edits nothing is waited for.
      const checked = intention.edits.length === 0 ? undefined : await console.checkEdits(intention);
      const entry = console.decide(intention, checked);
      shell.insight.decided({ ...entry, waitedMs: waitedFor(console, entry) });
      return decisionView(entry);
    },
    "decisions.recent": async () => console.recent(RECENT_DECISIONS).map(decisionView),
    "decisions.undo": async ({ decisionId }) => decisionView(console.changeByHand(decisionId, "undo")),
    "decisions.withdraw": async ({ decisionId }) => decisionView(console.changeByHand(decisionId, "withdraw")),
    "decisions.sendAnyway": async ({ decisionId }) => decisionView(console.changeByHand(decisionId, "send-anyway")),
    "decisions.sendNow": async ({ decisionId }) => decisionView(console.changeByHand(decisionId, "send-now")),
    "decisions.lookAgain": async ({ decisionId }) => decisionView(console.changeByHand(decisionId, "look-again")),
    "insight.get": async () => shell.insight.read(),
    "audit.export": shell.exportAudit,
    ...shell.audit,
    ...createQueueHandlers(console, shell.views),
    ...createBulkHandlers(console),
    ...shell.settings,
  };
}

// Both ends on the server's clock, as far as it is known: this machine's may be wrong by hours.
function waitedFor(console: Console, { environmentId, tokenId, recordedAt }: OutboxEntry): number | undefined {
  const createdAt = console.booked(tokenId)?.gate.createdAt;
  const now = console.environment(environmentId)?.time.read()?.now ?? recordedAt;
  return createdAt === undefined ? undefined : Math.max(0, now - createdAt);
}

function presentConsole(
  console: Console,
  looks: ShellFacts["looks"],
): Pick<SessionView, "environments" | "operator" | "clock"> {
  const environments = console.environments();
  const times = environments.map(({ time }) => time.read()).filter((time) => time !== undefined);
  // One clock on screen: the best known. Each environment's own clock guards its own sends.
  const best = times.toSorted((a, b) => a.errorMs - b.errorMs)[0];
  const operator = console.operator();
  const { name, keyId, publicKey } = operator;
  return {
    operator: { name, keyId, publicKey, line: operatorLine(operator) },
    environments: environments.map((environment): EnvironmentView => {
      const asOf = console.snapshotTime(environment.id);
      const state = environment.link.state();
      return {
        id: environment.id,
        name: environment.name,
        kind: environment.kind,
        address: environment.address,
        ...looks(environment.id),
        connection:
          state.state === "online" ? { ...state, asOf: asOf ?? 0 } : { ...state, ...(asOf !== undefined && { asOf }) },
      };
    }),
    clock: best === undefined ? null : { offsetMs: best.now - Date.now(), errorMs: best.errorMs },
  };
}

function queuePage(console: Console, query: QueueQuery): QueuePage {
  const rows = rowsOf(console, query);
  const located = query.locate === undefined ? -1 : rows.findIndex(({ gate }) => gate.gate.tokenId === query.locate);
  return {
    total: rows.length,
    waiting: console.waitingCount(),
    snoozed: console.snoozedCount(),
    offset: query.offset,
    rows: rows.slice(query.offset, query.offset + query.limit).map(({ gate, state }) => ({
      ...presentRow(gate, state, console.isAboveLimit(gate.tags.money)),
      ...snoozedUntil(console, gate),
    })),
    ...(located >= 0 && { located }),
  };
}

function snoozedUntil(console: Console, gate: BookedGate): Pick<GateRow, "snoozedUntil"> {
  const until = console.snoozedUntil(gate);
  return until === undefined ? {} : { snoozedUntil: until };
}

function rowsOf(console: Console, query: QueueQuery): { gate: BookedGate; state: string }[] {
  const isWanted = narrowedBy(query);
  switch (query.tab) {
    case "waiting":
      return console.waiting(query).map((gate) => ({ gate, state: "waiting" }));
    case "outbox":
      return console
        .unsettled()
        .toReversed()
        .flatMap((entry) => bookedRow(console, entry.tokenId, entry.status.state))
        .filter(({ gate }) => isWanted(gate));
    case "settled":
      return console
        .settled(SETTLED_GATES)
        .flatMap((gate) =>
          bookedRow(console, gate.tokenId, console.decisionOn(gate.tokenId)?.status.state ?? gate.status),
        )
        .filter(({ gate }) => isWanted(gate));
  }
}

function bookedRow(console: Console, tokenId: TokenId, state: string): { gate: BookedGate; state: string }[] {
  const gate = console.booked(tokenId);
  return gate === undefined ? [] : [{ gate, state }];
}

function presentRow({ gate, tags, deadline }: BookedGate, state: string, isAboveLimit: boolean): GateRow {
  return {
    tokenId: gate.tokenId,
    environmentId: gate.environmentId,
    title: titleOf(gate),
    ...(tags.kind !== undefined && { kind: tags.kind }),
    urgency: tags.urgency ?? "normal",
    ...(tags.money !== undefined && { money: tags.money }),
    ...(isAboveLimit && { aboveLimit: true }),
    ...(tags.approvals !== undefined && { approvals: tags.approvals }),
    ...(deadline !== undefined && { deadline }),
    createdAt: gate.createdAt,
    state,
  };
}

function presentCard(
  card: Card,
  address: string | undefined,
  entry: OutboxEntry | undefined,
  decisionView: (entry: OutboxEntry) => DecisionView,
): CardView {
  const { gate, tags } = card.booked;
  return {
    tokenId: gate.tokenId,
    environmentId: gate.environmentId,
    title: card.request?.title ?? titleOf(gate),
    condition: card.condition,
    ...(card.digest !== undefined && { digest: card.digest }),
    ...presentRequest(card, entry !== undefined && entry.requestDigest !== card.digest),
    createdAt: gate.createdAt,
    ...(card.deadline !== undefined && { deadline: card.deadline }),
    ...(tags.runId !== undefined &&
      gate.run !== undefined && {
        run: {
          runId: tags.runId,
          task: gate.run.task,
          status: gate.run.status,
          ended: gate.run.ended !== undefined,
          ...(gate.run.error !== undefined && { error: gate.run.error.slice(0, 4_000) }),
          ...(address !== undefined && runPage(address, tags.runId) !== undefined && { hasPage: true }),
        },
      }),
    ...(entry !== undefined && { decision: decisionView(entry), ...decidedRequest(card, entry) }),
  };
}

function decidedRequest({ booked, digest }: Card, entry: OutboxEntry): Pick<CardView, "decidedRequest"> {
  if (digest === entry.requestDigest) return {};
  const decided = Envelope.safeParse(booked.gate.decidedOn);
  return decided.success && decided.data.digest === entry.requestDigest ? { decidedRequest: decided.data.request } : {};
}

function presentDecision(entry: OutboxEntry, gate: StoredGate | undefined): DecisionView {
  // Our own bytes from our own disk: parsed when they were made.
  const { comment } = JSON.parse(entry.decisionJson) as Decision;
  return {
    decisionId: entry.decisionId,
    tokenId: entry.tokenId,
    environmentId: entry.environmentId,
    title: entry.title,
    verdict: entry.verdict,
    ...(comment !== undefined && { comment }),
    recordedAt: entry.recordedAt,
    attempts: entry.attempts,
    ...(entry.deadline !== undefined && { deadline: entry.deadline }),
    status: entry.status,
    ...(entry.status.state === "delivered" && gate?.run?.ended !== undefined && { runEnd: gate.run.ended }),
    ...(gate?.run !== undefined && { runStatus: gate.run.status }),
    can: possibleActions(entry),
  };
}

// A token without a title tag (minimal privacy) still needs a name that a person can tell apart.
function titleOf(gate: StoredGate): string {
  const tags = parseGateTags(gate.tags);
  return tags.title ?? tags.kind ?? tags.gate ?? gate.tokenId;
}
