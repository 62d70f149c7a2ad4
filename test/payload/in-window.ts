import type { Page } from "@playwright/test";

/** What the window went through while a large request came; milliseconds. */
export interface LargeCardTimes {
  readonly firstPageMs: number;
  readonly wholeMs: number;
  readonly longestStallMs: number;
  /** False where Approve could be pressed before the request was whole. */
  readonly approveOffUntilVerified: boolean;
}

interface Watch {
  openedAt: number;
  firstPageAt: number;
  wholeAt: number;
  longestGap: number;
  approveWasOn: boolean;
}

/** Starts to watch the window, from the next click on. Nothing of it asks main. */
export async function watchLargeCard(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: Watch = { openedAt: 0, firstPageAt: 0, wholeAt: 0, longestGap: 0, approveWasOn: false };
    Object.assign(globalThis, { largeCard: watch });
    const look = (): void => {
      const bar = document.querySelector<HTMLProgressElement>("progress");
      if (watch.openedAt === 0 || watch.wholeAt > 0) return;
      const isOn = [...document.querySelectorAll("button:enabled")].some((button) =>
        (button.textContent ?? "").startsWith("Approve"),
      );
      if (bar !== null && bar.value > 0 && watch.firstPageAt === 0) watch.firstPageAt = performance.now();
      const parameters = document.querySelector('[aria-label="More parameters"]');
      if (isOn && (bar !== null || parameters === null)) watch.approveWasOn = true;
      if (isOn && parameters?.querySelector("[data-depth]") && watch.wholeAt === 0) watch.wholeAt = performance.now();
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    document.addEventListener(
      "click",
      (event) => {
        if (watch.openedAt === 0) watch.openedAt = event.timeStamp;
      },
      { capture: true },
    );
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      if (watch.openedAt > 0) watch.longestGap = Math.max(watch.longestGap, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

export async function readLargeCard(page: Page): Promise<LargeCardTimes> {
  const watch = await page.evaluate(() => (globalThis as unknown as { largeCard: Watch }).largeCard);
  return {
    firstPageMs: Math.round(watch.firstPageAt - watch.openedAt),
    wholeMs: Math.round(watch.wholeAt - watch.openedAt),
    longestStallMs: Math.round(watch.longestGap),
    approveOffUntilVerified: !watch.approveWasOn && watch.wholeAt > 0,
  };
}
