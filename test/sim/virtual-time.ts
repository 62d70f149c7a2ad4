/** True time: what the server's clock shows. Nothing here waits for a real one. Instants are whole milliseconds. */
export interface VirtualTime {
  readonly now: () => number;
  /** Runs the step once true time has come that far; steps of one instant run in the order they were asked for. */
  at(instant: number, step: () => void): void;
  /** Goes on until `done` says so or that instant is reached; every promise that a step settles is followed up before the next step. */
  run(end: number, done: () => boolean): Promise<void>;
}

interface Step {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export function createVirtualTime(start: number): VirtualTime {
  const heap: Step[] = [];
  let now = start;
  let order = 0;

  return {
    now: () => now,
    at: (instant, run) => {
      order += 1;
      push(heap, { at: Math.max(now, Math.ceil(instant)), order, run });
    },
    run: async (end, done) => {
      while (!done()) {
        const next = heap[0];
        if (next === undefined || next.at > end) {
          now = end;
          return;
        }
        pop(heap);
        now = next.at;
        next.run();
        await settled();
      }
    },
  };
}

// The event loop runs every microtask before its next immediate.
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function isBefore(a: Step, b: Step): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Step[], step: Step): void {
  let index = heap.push(step) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(step, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = step;
}

function pop(heap: Step[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = index * 2 + 1;
    const left = heap[child];
    const right = heap[child + 1];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) child += 1;
    const smallest = child === index * 2 + 1 ? left : right;
    if (smallest === undefined || !isBefore(smallest, last)) break;
    heap[index] = smallest;
    index = child;
  }
  heap[index] = last;
}
