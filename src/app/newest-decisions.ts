import type { Outbox } from "#app/ports.ts";
import type { OutboxEntry } from "#core/outbox.ts";

/** The most that are kept in memory, and that a start looks at again. */
export const NEWEST_DECISIONS = 200;

/** The newest decisions as they stand: asked for at every nudge, so not read from the disk each time. */
export function createNewestDecisions(outbox: Pick<Outbox, "recent">) {
  let newest: OutboxEntry[] | undefined;
  return {
    /** Newest first, at most {@link NEWEST_DECISIONS}. */
    list: (limit: number): OutboxEntry[] => {
      newest ??= outbox.recent(NEWEST_DECISIONS);
      return newest.slice(0, limit);
    },
    recorded: (entry: OutboxEntry): void => {
      newest?.unshift(entry);
      newest?.splice(NEWEST_DECISIONS);
    },
    /** An older decision than these stays out: it moves on disk, and is seen in the tabs. */
    moved: (entry: OutboxEntry): void => {
      const known = newest?.findIndex(({ decisionId }) => decisionId === entry.decisionId) ?? -1;
      if (known >= 0) newest?.splice(known, 1, entry);
    },
  };
}
