import type { Bridge } from "#ipc/client.ts";

declare global {
  interface Window {
    /** Put there by the preload; absent where the page was opened outside the console. */
    readonly countersign?: Bridge;
  }
}

/** @throws Error where the page runs without a main process behind it. */
export function findBridge(page: Window): Bridge {
  if (page.countersign === undefined)
    throw new Error("This page is the window of Countersign and works only inside it.");
  return page.countersign;
}
