import type { App } from "electron";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Ends everything and lets the app quit a turn later, with nothing left for the garbage collector to call back about.
 *
 * Every request with a deadline has a finalizer (undici's `Request` on its signal). Where the collector has found some of
 * them dead while Electron 25 takes Node apart, V8 tries to call them again without end, since nothing may be called any
 * more, and the process stays (`NodePlatform::DrainTasks`): seen at one quit in twenty just after a start. So they are
 * collected and called while that is still possible.
 */
export function quitAtRest(app: Pick<App, "on" | "quit">, stop: () => void): void {
  let isAtRest = false;
  app.on("will-quit", (event) => {
    if (isAtRest) return;
    event.preventDefault();
    stop();
    collectGarbage();
    // After the finalizers, which V8 has queued as tasks of this very loop.
    setTimeout(() => {
      isAtRest = true;
      app.quit();
    }, 1);
  });
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
