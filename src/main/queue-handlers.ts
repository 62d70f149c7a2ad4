import type { Console } from "#app/console.ts";
import { ConsoleError } from "#core/error.ts";
import type { Handlers } from "#ipc/contract.ts";
import type { SavedView } from "#ipc/saved-views.ts";

type QueueHandlers = Pick<
  Handlers,
  "queue.ids" | "queue.stillWaiting" | "snooze.set" | "snooze.wake" | "views.list" | "views.save"
>;

/** Where saved views are kept. */
export interface ViewStore {
  readonly read: () => SavedView[];
  readonly write: (views: SavedView[]) => void;
}

/** Serves what the list can do besides showing itself. */
export function createQueueHandlers(console: Console, views: ViewStore): QueueHandlers {
  return {
    "queue.ids": async ({ offset, limit, ...query }) => {
      const gates = console.waiting(query);
      return { total: gates.length, tokenIds: gates.slice(offset, offset + limit).map(({ gate }) => gate.tokenId) };
    },
    "queue.stillWaiting": async ({ tokenIds }) => ({ tokenIds: tokenIds.filter(console.isWaiting) }),
    "snooze.set": async ({ tokenIds, forMs }) => {
      const gates = tokenIds.flatMap((tokenId) => console.booked(tokenId) ?? []);
      if (gates.length === 0) throw new ConsoleError("gate/unknown", "These gates are not known here any more.");
      return { outcomes: console.snooze(gates, forMs) };
    },
    "snooze.wake": async ({ tokenIds }) => {
      console.wake(tokenIds);
      return {};
    },
    "views.list": async () => views.read(),
    "views.save": async ({ views: changed }) => {
      views.write(changed);
      return views.read();
    },
  };
}
