import type { Page } from "@playwright/test";

/** Instants of one decision as the window painted them, milliseconds after the click; undefined where never seen. */
export interface PaintedStates {
  readonly recorded: number | undefined;
  readonly delivered: number | undefined;
  readonly ended: number | undefined;
  readonly lastText: string;
}

/**
 * Installs a stopwatch in the window: it starts at the click that Playwright's real mouse makes and notes the frame after
 * each status text first appeared. Nothing of it polls.
 */
export async function installStopwatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    interface Watch {
      clickedAt: number;
      seen: Record<string, number>;
      text: string;
      title: string;
      onEnded: () => void;
    }
    const watch: Watch = { clickedAt: 0, seen: {}, text: "", title: "", onEnded: () => undefined };
    Object.assign(globalThis, { stopwatch: watch });
    const note = (name: string): void => {
      if (name in watch.seen) return;
      watch.seen[name] = -1;
      requestAnimationFrame(() =>
        setTimeout(() => {
          watch.seen[name] = performance.now() - watch.clickedAt;
          if (name === "ended") watch.onEnded();
        }),
      );
    };
    const look = (): void => {
      // The newest comes first; looking through all of them would take the window's own time.
      const items = document.querySelectorAll('[aria-label="Recent decisions"] li:nth-child(-n + 2)');
      for (const item of items) {
        if (!(item.textContent ?? "").includes(watch.title)) continue;
        const text = item.querySelector('output, [role="status"]')?.textContent ?? "";
        if (text === "") continue;
        watch.text = text;
        note("recorded");
        if (text.startsWith("Delivered")) note("delivered");
        if (/run (?:completed|failed)$/u.test(text)) note("ended");
        return;
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    document.addEventListener(
      "click",
      (event) => {
        watch.clickedAt = event.timeStamp;
      },
      { capture: true },
    );
  });
}

/** Forgets the last decision and waits for one on the gate of that title. */
export async function armStopwatch(page: Page, title: string): Promise<void> {
  await page.evaluate((wanted) => {
    const { stopwatch } = globalThis as unknown as { stopwatch: { seen: object; text: string; title: string } };
    Object.assign(stopwatch, { seen: {}, text: "", title: wanted });
  }, title);
}

/**
 * Waits for the run's end, in the window and without looking: a driver that looks for a text over and over takes the
 * window's own time.
 */
export async function untilEnded(page: Page, patience: number): Promise<void> {
  await page.evaluate(
    (milliseconds) =>
      new Promise<void>((resolve, reject) => {
        const { stopwatch } = globalThis as unknown as {
          stopwatch: { seen: Record<string, number>; text: string; onEnded: () => void };
        };
        stopwatch.onEnded = resolve;
        if ((stopwatch.seen["ended"] ?? -1) >= 0) resolve();
        setTimeout(() => reject(new Error(`The run did not end in time; last seen: ${stopwatch.text}`)), milliseconds);
      }),
    patience,
  );
}

export async function readStopwatch(page: Page): Promise<PaintedStates> {
  return page.evaluate(() => {
    const { stopwatch } = globalThis as unknown as { stopwatch: { seen: Record<string, number>; text: string } };
    const at = (name: string): number | undefined => {
      const value = stopwatch.seen[name];
      return value === undefined || value < 0 ? undefined : value;
    };
    return { recorded: at("recorded"), delivered: at("delivered"), ended: at("ended"), lastText: stopwatch.text };
  });
}
