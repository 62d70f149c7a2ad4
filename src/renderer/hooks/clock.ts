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
  if (listeners.size === 0) {
    follow();
    document.addEventListener("visibilitychange", follow);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", follow);
    clearInterval(timer);
  };
}

/** Nothing is counted in a window that nobody sees; seen again, it is right at once. */
function follow(): void {
  clearInterval(timer);
  tick();
  if (!document.hidden) timer = setInterval(tick, 1_000);
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
