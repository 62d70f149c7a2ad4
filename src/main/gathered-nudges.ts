import type { Timer } from "#app/ports.ts";
import type { Topic } from "#ipc/contract.ts";

/** About a frame: nudges that come faster than the window can paint are told once. */
const GATHER_MS = 12;
/** A state that is passed through within this time is never painted: the next one comes at once. */
const PASSING_MS = 150;

/** Passes nudges on: the first at once, those that follow within a frame together and each only once. */
export interface GatheredNudges {
  push(topic: Topic): void;
  /** For what will most likely be out of date in a moment: told with the next nudge, or by itself a little later. */
  pushPassing(topic: Topic): void;
  stop(): void;
}

export function createGatheredNudges(timer: Timer, push: (topic: Topic) => void): GatheredNudges {
  const gathered = new Map<string, Topic>();
  let cancelFlush: (() => void) | undefined;
  let cancelPassing: (() => void) | undefined;

  function flush(): void {
    cancelFlush = undefined;
    cancelPassing?.();
    cancelPassing = undefined;
    if (gathered.size === 0) return;
    const topics = [...gathered.values()];
    gathered.clear();
    cancelFlush = timer.after(GATHER_MS, flush);
    for (const topic of topics) push(topic);
  }

  return {
    push: (topic) => {
      gathered.set(JSON.stringify(topic), topic);
      // Not before the work that announces it is done: a decision's first nudge must not overtake its receipt.
      cancelFlush ??= timer.after(0, flush);
    },
    pushPassing: (topic) => {
      gathered.set(JSON.stringify(topic), topic);
      cancelPassing ??= timer.after(PASSING_MS, flush);
    },
    stop: () => {
      cancelFlush?.();
      cancelPassing?.();
    },
  };
}
