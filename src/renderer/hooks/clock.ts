import { useSyncExternalStore } from "react";

// One clock for the whole window: however many countdowns are on the screen, one timer runs, and none when none is.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * What `read` makes of this computer's clock (milliseconds), kept current once a second. The component is painted again
 * only when the answer differs, so `read` gives text or a number.
 */
export function useClock<T extends string | number>(read: (now: number) => T): T {
  return useSyncExternalStore(listen, () => read(now));
}

function listen(listener: () => void): () => void {
  if (listeners.size === 0) startTicking();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function startTicking(): void {
  now = Date.now();
  timer = setInterval(() => {
    now = Date.now();
    for (const listener of listeners) listener();
  }, 1_000);
}
