import type { BookedGate, BookQuery, GateBook } from "#app/gate-book.ts";
import type { Outbox } from "#app/ports.ts";
import type { Snoozes } from "#app/snoozes.ts";
import type { TokenId } from "#core/identifiers.ts";
import type { OutboxEntry, OutboxStateName } from "#core/outbox.ts";

/** Decisions that are not at their end: their gates wait for nobody here. */
export const UNSETTLED: readonly OutboxStateName[] = ["held", "queued", "sending", "confirming", "parked"];

/** Which snoozed gates a list holds. */
export type SnoozedIn = "without" | "only" | "also";

/** The gates that wait for this operator: none decided here, and snoozed ones apart. */
export interface WaitingGates {
  /** In the asked order. */
  list(query: BookQuery & { readonly snoozed?: SnoozedIn | undefined }): BookedGate[];
  /** How many those are that do not sleep; nothing is sorted for a number. */
  count(): number;
  snoozedCount(): number;
  /** Whether it still waits for a decision here, asleep or not. */
  isWaiting(tokenId: TokenId): boolean;
  /** A decision was recorded or has moved. */
  noted(entry: OutboxEntry): void;
}

export function createWaitingGates(ports: {
  readonly book: GateBook;
  readonly outbox: Outbox;
  readonly snoozes: Snoozes;
}): WaitingGates {
  const { book, snoozes } = ports;
  /** Asked for at every nudge, so not read from the disk each time. */
  let decided: Set<TokenId> | undefined;

  function decidedHere(): Set<TokenId> {
    decided ??= new Set(ports.outbox.inStates(UNSETTLED).map(({ tokenId }) => tokenId));
    return decided;
  }

  function isWaiting(tokenId: TokenId): boolean {
    return book.find(tokenId)?.gate.status === "WAITING" && !decidedHere().has(tokenId);
  }

  return {
    list: ({ snoozed = "without", ...query }) => {
      const unsettled = decidedHere();
      return book
        .waiting(query)
        .filter((booked) => !unsettled.has(booked.gate.tokenId))
        .filter((booked) => snoozed === "also" || (snoozes.asleepUntil(booked) !== undefined) === (snoozed === "only"));
    },
    count: () => {
      const waitingElsewhere = [...decidedHere()].filter((tokenId) => book.find(tokenId)?.gate.status === "WAITING");
      return book.count() - waitingElsewhere.length - snoozes.count();
    },
    snoozedCount: () => snoozes.count(),
    isWaiting,
    noted: (entry) => {
      if (UNSETTLED.includes(entry.status.state)) decidedHere().add(entry.tokenId);
      else decidedHere().delete(entry.tokenId);
    },
  };
}
