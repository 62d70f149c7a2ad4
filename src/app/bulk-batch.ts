import type { OutboxEntry, OutboxStateName } from "#core/outbox.ts";

/** The decisions that were taken together last, as they stand. They are in memory; the outbox has them on disk. */
export interface BulkBatch {
  /** A new batch takes the place of the one before. */
  begin(): void;
  add(entries: readonly OutboxEntry[]): void;
  moved(entry: OutboxEntry): void;
  has(decisionId: string): boolean;
  /** Those that need a person first, then those on their way, then those at their end. */
  entries(): readonly OutboxEntry[];
  held(): readonly OutboxEntry[];
}

const attention: Readonly<Record<OutboxStateName, number>> = {
  parked: 0,
  superseded: 1,
  expired: 2,
  queued: 3,
  held: 4,
  sending: 4,
  confirming: 4,
  withdrawn: 5,
  delivered: 6,
};

export function createBulkBatch(): BulkBatch {
  const entries = new Map<string, OutboxEntry>();
  return {
    begin: () => entries.clear(),
    add: (added) => {
      for (const entry of added) entries.set(entry.decisionId, entry);
    },
    moved: (entry) => {
      if (entries.has(entry.decisionId)) entries.set(entry.decisionId, entry);
    },
    has: (decisionId) => entries.has(decisionId),
    entries: () => [...entries.values()].toSorted((a, b) => attention[a.status.state] - attention[b.status.state]),
    held: () => [...entries.values()].filter(({ status }) => status.state === "held"),
  };
}
