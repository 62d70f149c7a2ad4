import type { Timer } from "#app/ports.ts";
import type { Topic } from "#ipc/contract.ts";

/** About a frame: nudges that come faster than the window can paint are told once. */
const GATHER_MS = 12;

/** Passes nudges on: the first at once, those that follow within a frame together and each only once. */
export interface GatheredNudges {
  push(topic: Topic): void;
  stop(): void;
}

export function createGatheredNudges(timer: Timer, push: (topic: Topic) => void): GatheredNudges {
  const gathered = new Map<string, Topic>();
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel = undefined;
    if (gathered.size === 0) return;
    const topics = [...gathered.values()];
    gathered.clear();
    cancel = timer.after(GATHER_MS, flush);
    for (const topic of topics) push(topic);
  }

  return {
    push: (topic) => {
      gathered.set(JSON.stringify(topic), topic);
      // Not before the work that announces it is done: a decision's first nudge must not overtake its receipt.
      cancel ??= timer.after(0, flush);
    },
    stop: () => cancel?.(),
  };
}
