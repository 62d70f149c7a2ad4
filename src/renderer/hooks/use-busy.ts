import { useRef, useState } from "react";

/** What is done sooner is never shown as being done: painting that would take longer than the work. */
const SHOWN_AFTER_MS = 100;

/** One piece of work at a time: `begin` answers how to say that it failed, and undefined where one is running already. */
export function useBusy(): { readonly busy: boolean; readonly begin: () => (() => void) | undefined } {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    begin: () => {
      if (running.current) return undefined;
      running.current = true;
      const shown = setTimeout(() => setBusy(true), SHOWN_AFTER_MS);
      return () => {
        clearTimeout(shown);
        running.current = false;
        setBusy(false);
      };
    },
  };
}
