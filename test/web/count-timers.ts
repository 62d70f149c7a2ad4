/** For `addInitScript`: from then on `globalThis.runningTimers` holds every interval of the page that has not been cleared. */
export function countTimers(): void {
  const running = new Set<unknown>();
  const start = globalThis.setInterval.bind(globalThis);
  const stop = globalThis.clearInterval.bind(globalThis);
  Object.assign(globalThis, {
    runningTimers: running,
    setInterval: (...given: Parameters<typeof setInterval>) => {
      const id = start(...given);
      running.add(id);
      return id;
    },
    clearInterval: (id: Parameters<typeof clearInterval>[0]) => {
      running.delete(id);
      stop(id);
    },
  });
}
