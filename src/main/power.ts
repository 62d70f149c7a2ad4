import { powerMonitor } from "electron";

export interface PowerListener {
  /** The machine sleeps or its screen is locked: nobody can decide, so nothing needs asking. */
  readonly rest: () => void;
  /** Somebody is back: clocks may have jumped and everything shown may be old. */
  readonly wake: () => void;
}

/** Listens until the returned function is called. */
export function watchPower({ rest, wake }: PowerListener): () => void {
  powerMonitor.on("suspend", rest);
  powerMonitor.on("lock-screen", rest);
  powerMonitor.on("resume", wake);
  powerMonitor.on("unlock-screen", wake);
  return () => {
    powerMonitor.off("suspend", rest);
    powerMonitor.off("lock-screen", rest);
    powerMonitor.off("resume", wake);
    powerMonitor.off("unlock-screen", wake);
  };
}
