import type { Outbox } from "#app/ports.ts";
import { checkMove } from "./invariants.ts";
import type { World } from "./world.ts";

/** The outbox with somebody looking over its shoulder: every state that reaches the disk is held against the truth at once. */
export function watchOutbox(outbox: Outbox, watcher: { readonly world: World; readonly machineName: string }): Outbox {
  return {
    ...outbox,
    record: (entry, event) => {
      outbox.record(entry, event);
      watcher.world.witness.note(`${watcher.machineName} ${entry.decisionId} recorded ${entry.status.state}`);
    },
    move: (decisionId, change, event) => {
      const before = outbox.find(decisionId);
      const moved = outbox.move(decisionId, change, event);
      checkMove(watcher.world, watcher.machineName, before, moved);
      return moved;
    },
  };
}
