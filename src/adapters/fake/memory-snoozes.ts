import type { SnoozeStore } from "#app/ports.ts";
import type { Snooze } from "#core/snooze.ts";

/** Snoozes that live as long as this object, for the simulation and for tests. */
export function createMemorySnoozes(start: readonly Snooze[] = []): SnoozeStore {
  let kept = start;
  return {
    read: () => kept,
    write: (snoozes) => {
      kept = [...snoozes];
    },
  };
}
