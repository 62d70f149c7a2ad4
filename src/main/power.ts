import { powerMonitor } from "electron";

export interface PowerListener {
  /** The machine is about to sleep: nothing may be begun. */
  readonly sleep: () => void;
  /** The screen is locked: nobody looks, but what was decided is still to be sent and what is critical to be told. */
  readonly lock: () => void;
  /** Somebody or something is back: clocks may have jumped and everything shown may be old. */
  readonly wake: () => void;
}

/** Listens until the returned function is called. */
export function watchPower({ sleep, lock, wake }: PowerListener): () => void {
  powerMonitor.on("suspend", sleep);
  powerMonitor.on("lock-screen", lock);
  powerMonitor.on("resume", wake);
  powerMonitor.on("unlock-screen", wake);
  return () => {
    powerMonitor.off("suspend", sleep);
    powerMonitor.off("lock-screen", lock);
    powerMonitor.off("resume", wake);
    powerMonitor.off("unlock-screen", wake);
  };
}
