import type { Page } from "@playwright/test";

/** Where the change is expected that a key or a click brings about. */
export type Watched = "list" | "card" | "decided" | "delivered";

/**
 * From the next key or click until the frame after what it changes has been painted; milliseconds. Nothing polls: a driver
 * that looks for a text over and over takes the window's own time.
 */
export async function paintedAfter(page: Page, watched: Watched, act: () => Promise<void>): Promise<number> {
  await page.evaluate((what) => {
    const read = (): string => {
      if (what === "list")
        return document.querySelector('[aria-label="Waiting gates"]')?.parentElement?.parentElement?.textContent ?? "";
      if (what === "card") return document.querySelector("main h2")?.textContent ?? "";
      const newest = document.querySelector('[aria-label="Recent decisions"] li');
      return `${newest?.getAttribute("aria-label") ?? ""} ${newest?.querySelector("output")?.textContent ?? ""}`;
    };
    const before = read();
    const isThere = (): boolean => {
      const now = read();
      return now !== before && (what !== "delivered" || now.includes("Delivered"));
    };
    const painted = new Promise<number>((resolve, reject) => {
      let startedAt: number | undefined;
      const begin = (event: Event): void => void (startedAt ??= event.timeStamp);
      const observer = new MutationObserver(() => {
        if (startedAt === undefined || !isThere()) return;
        observer.disconnect();
        for (const type of ["keydown", "click"]) removeEventListener(type, begin, true);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - (startedAt ?? 0))));
      });
      for (const type of ["keydown", "click"]) addEventListener(type, begin, true);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      setTimeout(() => reject(new Error(`Nothing changed: ${what}`)), 20_000);
    });
    Object.assign(globalThis, { benchPainted: painted });
  }, watched);
  await act();
  return page.evaluate(() => (globalThis as unknown as { benchPainted: Promise<number> }).benchPainted);
}
