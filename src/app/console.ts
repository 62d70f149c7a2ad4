import { createAlerts } from "#app/alerts.ts";
import { createBulkBatch } from "#app/bulk-batch.ts";
import { createBulkDecisions } from "#app/bulk-decisions.ts";
import { createBulkReview } from "#app/bulk-review.ts";
import type { Card } from "#app/card.ts";
import { type CheckedEdits, checkEdits, type CheckParameters } from "#app/checked-edits.ts";
import { createDecisionHistory } from "#app/decision-history.ts";
import { createDrain } from "#app/drain.ts";
import { isSettledEntry, settledGate } from "#app/delivery-step.ts";
import { createEnvironments, type EnvironmentSetup } from "#app/environments.ts";
import { isFlaggedPayment } from "#app/flagged-payment.ts";
import { type BookedGate, type BookQuery, createGateBook } from "#app/gate-book.ts";
import { createGateCards } from "#app/gate-cards.ts";
import { createNewestDecisions, NEWEST_DECISIONS } from "#app/newest-decisions.ts";
import { createOpenCard } from "#app/open-card.ts";
import type {
  AuditLog,
  Clock,
  Crypto,
  GateStore,
  Notifier,
  Outbox,
  Random,
  ReminderMarks,
  Signer,
  SnoozeStore,
  StoredGate,
  Timer,
} from "#app/ports.ts";
import { proveEnd } from "#app/prove-end.ts";
import { type Intention, recordDecision } from "#app/record-decision.ts";
import { createRunFollower } from "#app/run-follower.ts";
import { createRunPages } from "#app/run-pages.ts";
import { createSnoozes, type SnoozeOutcome } from "#app/snoozes.ts";
import { createStepsByHand } from "#app/steps-by-hand.ts";
import { createTraceCache } from "#app/trace-cache.ts";
import { createWaitingGates, type SnoozedIn, UNSETTLED } from "#app/waiting-gates.ts";
import { type AmountLimit, isAboveLimit } from "#core/amount-limit.ts";
import { ConsoleError } from "#core/error.ts";
import { requestMoney } from "#core/gate-tags.ts";
import type { KeyId, TokenId } from "#core/identifiers.ts";
import { keyIdOf } from "#core/operators.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import type { Payment } from "#core/payment.ts";

/** Something on the screen may be out of date; the window asks again for what it shows. */
export type Change =
  | { readonly topic: "gates.changed" | "session.changed" }
  /** `passing` says that the state is on its way to the next one: worth showing, not worth hurrying for. */
  | { readonly topic: "decisions.changed"; readonly passing?: true }
  | { readonly topic: "card.changed"; readonly tokenId: TokenId };

export interface ConsolePorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
  readonly crypto: Crypto;
  /** Strict UTF-8; throws where the bytes are none. */
  readonly readText: (bytes: Uint8Array) => string;
  readonly store: GateStore;
  readonly outbox: Outbox;
  readonly audit: AuditLog;
  readonly snoozeStore: SnoozeStore;
  readonly notifier: Notifier;
  readonly reminded: ReminderMarks;
  readonly signer: Signer;
  readonly operatorName: () => string;
  readonly undoMs: () => number;
  /** Above which amounts an approval needs the amount typed. */
  readonly limits: () => readonly AmountLimit[];
  readonly checkParameters: CheckParameters;
  /** The start of the day that holds this instant, where the operator is. */
  readonly midnight: (now: number) => number;
  readonly announce: (change: Change) => void;
  /** Unexpected failures, for the log. */
  readonly complain: (error: unknown) => void;
}

/** Decisions that still need their environment. */
const ON_THE_WAY = ["held", "queued", "sending", "confirming"] as const;

/** Before the end of a hold, milliseconds: what an ordinary look takes, with room to spare. */
const LAST_LOOK_MS = 200;

/** The use-cases of one operator's console, without a window. */
export type Console = ReturnType<typeof createConsole>;

export function createConsole(ports: ConsolePorts) {
  const { clock, outbox, store } = ports;
  const book = createGateBook({
    ...ports,
    onRead: (tokenIds, isAll) => {
      alerts.watch(tokenIds);
      if (isAll) ports.announce({ topic: "gates.changed" });
    },
  });
  const pages = createRunPages(clock);
  const history = createDecisionHistory({ ...ports, gateOf: (tokenId) => book.find(tokenId)?.gate });
  const keyId: KeyId = keyIdOf(ports.signer.publicKey, ports.crypto);
  const newest = createNewestDecisions(outbox);
  const openCard = createOpenCard({
    ...ports,
    cardOf: (tokenId) => cards.of(tokenId),
    environmentOf: (tokenId) => cards.booked(tokenId).where,
    onOpened: ({ booked: { gate } }) => {
      alerts.seen(gate.tokenId);
      if (gate.status !== "WAITING") void proveEnd(ends, gate.tokenId);
    },
    onChanged: (tokenId) => ports.announce({ topic: "card.changed", tokenId }),
  });
  const openGate = () => {
    const tokenId = openCard.tokenId();
    return tokenId === undefined ? undefined : book.find(tokenId)?.gate;
  };

  const environments = createEnvironments({
    ...ports,
    book,
    openGate,
    onNew: (gates) => alerts.opened(gates),
    onChange: (tokenIds) => {
      alerts.watch(tokenIds);
      snoozes.look();
      ports.announce({ topic: "gates.changed" });
      openCard.touched(tokenIds);
    },
    onSettled: (tokenIds, environmentId) => {
      alerts.settled(tokenIds);
      snoozes.look();
      ports.announce({ topic: "gates.changed" });
      const open = openCard.tokenId();
      if (open !== undefined && tokenIds.includes(open)) void proveEnd(ends, open);
      if (tokenIds.some((id) => outbox.forToken(id) !== undefined)) drain.wake(environmentId);
    },
    onReachable: (environmentId) => drain.wake(environmentId),
    onSession: () => {
      alerts.look();
      ports.announce({ topic: "session.changed" });
    },
    onRefreshed: () => ports.announce({ topic: "decisions.changed" }),
  });
  const environment = (id: string) => environments.find(id);
  const cards = createGateCards({
    ...ports,
    keyId,
    book,
    environment,
    history,
    traces: createTraceCache(clock),
    isRefreshed: (id) => environments.isRefreshed(id),
    payloadProgress: (digest) => openCard.payloadProgress(digest),
  });
  const ends = {
    ...ports,
    book,
    environment,
    proved: (tokenId: TokenId) => ports.announce({ topic: "card.changed", tokenId }),
  };
  const alerts = createAlerts({
    ...ports,
    book,
    environment,
    isDecided: (tokenId) => outbox.forToken(tokenId) !== undefined,
  });
  const snoozes = createSnoozes({
    store: ports.snoozeStore,
    timer: ports.timer,
    gateOf: (tokenId) => {
      const booked = book.find(tokenId);
      return booked && environment(booked.gate.environmentId) && booked;
    },
    now: (id) => environment(id)?.time.read()?.now ?? clock.now(),
    onWake: (gates) => {
      ports.announce({ topic: "gates.changed" });
      alerts.opened(gates.map(({ gate }) => gate));
    },
    complain: ports.complain,
  });
  const waiting = createWaitingGates({ book, outbox, snoozes });
  const drain = createDrain({
    ...ports,
    pages,
    store: { find: (tokenId) => book.find(tokenId)?.gate, save: (gates) => book.save(gates) },
    keyId: () => keyId,
    environment,
    onMove: onEntryMoved,
  });
  const follower = createRunFollower({
    ...ports,
    book,
    pages,
    environment,
    isBusy: (id) => drain.isBusy(id),
    onChange: (tokenId) => {
      ports.announce({ topic: "card.changed", tokenId });
      ports.announce({ topic: "decisions.changed" });
    },
  });

  const byHand = createStepsByHand({ clock, outbox, drain, shown: openCard, moved: onEntryMoved });
  const review = createBulkReview({
    clock,
    cardOf: cards.of,
    isWaiting: (tokenId) => waiting.isWaiting(tokenId),
    isAboveLimit: ({ request }) => isAbove(request === undefined ? undefined : requestMoney(request)),
    isFlagged: ({ booked, request }) =>
      request !== undefined && isFlaggedPayment(request, () => history.about(booked.gate, request)),
  });
  const batch = createBulkBatch();
  const bulk = createBulkDecisions({
    timer: ports.timer,
    outbox,
    review,
    batch,
    record,
    recorded,
    withdraw: (entry) => byHand.step(entry, "undo"),
    withdrawn: onEntryMoved,
  });

  function onEntryMoved(entry: OutboxEntry): void {
    const { state } = entry.status;
    newest.moved(entry);
    history.moved(entry);
    waiting.noted(entry);
    batch.moved(entry);
    if (state === "delivered") follower.follow(entry.tokenId);
    alerts.moved(entry);
    // The end of its hold is where it sets out.
    const isReleased = state === "queued" && entry.status.reason === "first";
    if (isReleased) environments.giveWay(entry.environmentId);
    const passing = isReleased || state === "sending" || state === "confirming";
    ports.announce({ topic: "decisions.changed", ...(passing && { passing }) });
  }

  /** Keeps what was decided on beside what the task makes of it later; the decision itself is on disk already. */
  function keepEvidence({ tokenId, envelope }: StoredGate): void {
    const gate = book.find(tokenId)?.gate;
    try {
      if (gate !== undefined) book.save([{ ...gate, decidedOn: envelope }]);
    } catch (error) {
      ports.complain(error);
    }
  }

  function record(intention: Intention, checked?: CheckedEdits): { entry: OutboxEntry; card: Card } {
    const { where } = cards.booked(intention.tokenId);
    const card = cards.of(intention.tokenId);
    const { name } = cards.operator();
    const resembled = (payment: Payment) => history.resembled(card.booked.gate, payment);
    const entry = recordDecision({ ...ports, operator: { name, keyId }, resembled }, where, card, intention, checked);
    return { entry, card };
  }

  /** The decision is on disk: everything else in here hears of it. */
  function recorded(entry: OutboxEntry, card: Card): void {
    newest.recorded(entry);
    alerts.moved(entry);
    history.recorded(entry, card.request);
    waiting.noted(entry);
    snoozes.wake([entry.tokenId]);
    drain.take(entry);
    giveWayTo(entry);
    ports.timer.after(0, () => keepEvidence(card.booked.gate));
    // Whoever decided has the receipt; everything else on the screen may hear of it with what comes next.
    ports.announce({ topic: "decisions.changed", passing: true });
  }

  // A look that begins just before a hold ends would still be under way when the decision sets out.
  function giveWayTo({ environmentId, status }: OutboxEntry): void {
    if (status.state !== "held") return environments.giveWay(environmentId);
    const untilLast = Math.max(0, status.until - clock.now() - LAST_LOOK_MS);
    ports.timer.after(untilLast, () => environments.giveWay(environmentId));
  }

  function toldOfSnoozes(tokenIds: readonly TokenId[]): void {
    ports.announce({ topic: "gates.changed" });
    openCard.touched(tokenIds);
  }

  function isAbove(money: { readonly amount: string; readonly currency: string } | undefined): boolean {
    return money !== undefined && isAboveLimit(money, ports.limits());
  }

  return {
    keyId,
    operator: cards.operator,
    addEnvironment: (setup: EnvironmentSetup) => {
      environments.add(setup);
      alerts.watchEnvironment(setup.id);
      drain.wake(setup.id);
    },
    renameEnvironment: (id: string, name: string) => environments.rename(id, name),
    /**
     * Leaves an environment: nothing more is asked of it, and its gates go from the list. What was decided stays.
     *
     * @throws ConsoleError `session/decisions-on-the-way` while one of its decisions is not at its end.
     */
    removeEnvironment: (id: string) => {
      const onTheWay = outbox.inStates(ON_THE_WAY).filter((entry) => entry.environmentId === id).length;
      if (onTheWay > 0)
        throw new ConsoleError(
          "session/decisions-on-the-way",
          `${onTheWay === 1 ? "A decision is" : `${onTheWay} decisions are`} still on the way to it. Wait until they are delivered, or withdraw them.`,
        );
      if (openGate()?.environmentId === id) openCard.close();
      environments.remove(id);
      alerts.forget(id);
      ports.announce({ topic: "gates.changed" });
    },
    environments: () => environments.all(),
    environment,
    snapshotTime: (id: string) => store.snapshotTime(id),

    /** Takes up what an earlier run left behind; call once, before any environment is added. */
    start: () => {
      drain.recover();
      for (const entry of newest.list(NEWEST_DECISIONS)) {
        const gate = book.find(entry.tokenId)?.gate;
        // The decision was on disk before its gate's row: a decided gate must not read as open again.
        if (gate?.status === "WAITING" && isSettledEntry(entry))
          book.save([settledGate(gate, entry.status, clock.now())]);
        if (entry.status.state === "delivered" && gate?.run?.ended === undefined) follower.follow(entry.tokenId);
      }
    },
    stop: () => {
      environments.stop();
      openCard.close();
      snoozes.stop();
      drain.stop();
      follower.stop();
      alerts.stop();
      // Last: what the others have left in memory is written.
      book.close();
    },

    /** Waiting gates without a decision of ours, in the asked order; snoozed ones only where the query says so. */
    waiting: (query: BookQuery & { readonly snoozed?: SnoozedIn | undefined }): BookedGate[] => waiting.list(query),
    /** How many those are in all; nothing is sorted for a number. */
    waitingCount: (): number => waiting.count(),
    snoozedCount: (): number => waiting.snoozedCount(),
    isWaiting: (tokenId: TokenId): boolean => waiting.isWaiting(tokenId),
    booked: (tokenId: TokenId) => book.find(tokenId),
    settled: (limit: number) => book.settled(limit),

    openCard: openCard.open,
    closeCard: openCard.close,
    painted: (...painted: Parameters<typeof openCard.painted>) => openCard.painted(...painted),
    readAgain: openCard.readAgain,
    whole: cards.whole,
    trace: cards.trace,
    history: cards.history,

    /** Whether approving that amount takes typing it. */
    isAboveLimit: isAbove,

    /** Holds edits against the gate's own schema, before `decide` takes them. Never needed where nothing was edited. */
    checkEdits: (intention: Intention): Promise<CheckedEdits> =>
      checkEdits(ports, cards.of(intention.tokenId), intention),
    decide: (intention: Intention, checked?: CheckedEdits): OutboxEntry => {
      // Only an approval needs all of a large request to have been seen.
      const extent = intention.verdict === "approve" ? "whole" : "part";
      openCard.assertSeen(intention.tokenId, intention.digest, extent);
      const { entry, card } = record(intention, checked);
      recorded(entry, card);
      return entry;
    },
    bulk: {
      ...bulk,
      visible: (shown: Parameters<typeof review.visible>[0]) => review.visible(shown),
      close: () => review.closed(),
      /** The newest batch, those that need a person first. */
      entries: () => batch.entries(),
      has: (decisionId: string) => batch.has(decisionId),
    },
    /** Puts gates off; see {@link Snoozes}. */
    snooze: (gates: readonly BookedGate[], forMs: number): SnoozeOutcome[] => {
      const outcomes = snoozes.snooze(gates, forMs);
      toldOfSnoozes(gates.map(({ gate }) => gate.tokenId));
      return outcomes;
    },
    wake: (tokenIds: readonly TokenId[]): void => {
      snoozes.wake(tokenIds);
      toldOfSnoozes(tokenIds);
    },
    snoozedUntil: (gate: BookedGate): number | undefined => snoozes.asleepUntil(gate),
    changeByHand: byHand.change,
    /** Decisions that are not at their end, oldest first. */
    unsettled: () => outbox.inStates(UNSETTLED),
    /** The newest decisions, newest first, at most 200. */
    recent: newest.list,
    decisionOn: (tokenId: TokenId) => outbox.forToken(tokenId),

    setFocused: (focused: boolean) => environments.setFocused(focused),
    /** Sleep: nothing is asked and nothing sent until `resume`. */
    suspend: () => {
      environments.suspend();
      drain.pause();
    },
    /** The clocks may have stood still: server time is learned anew before anything is sent, and the buttons wait for a look. */
    resume: () => {
      environments.resume();
      snoozes.look();
      ports.announce({ topic: "decisions.changed" });
      drain.goOn();
    },
    refresh: () => environments.lookNow(),
  };
}
