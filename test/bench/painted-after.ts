import type { Page } from "@playwright/test";

/** Where the change is expected that a key or a click brings about. */
export type Watched = "list" | "card" | "decided" | "delivered";

/**
 * From the next key or click until the frame after what it changes has been painted; milliseconds. Nothing polls: a driver
 * that looks for a text over and over takes the window's own time.
 */
export async function paintedAfter(page: Page, watched: Watched, act: () => Promise<void>): Promise<number> {
  const [took = Number.NaN] = await eachPaintedAfter(page, [watched], act);
  return took;
}

/** The same for several changes that one key or click brings about one after the other. */
export async function eachPaintedAfter(
  page: Page,
  watched: readonly Watched[],
  act: () => Promise<void>,
): Promise<number[]> {
  await page.evaluate((all) => {
    const read = (what: Watched): string => {
      if (what === "list")
        return document.querySelector('[aria-label="Waiting gates"]')?.parentElement?.parentElement?.textContent ?? "";
      if (what === "card") return document.querySelector("main h2")?.textContent ?? "";
      const newest = document.querySelector('[aria-label="Recent decisions"] li');
      return `${newest?.getAttribute("aria-label") ?? ""} ${newest?.querySelector("output")?.textContent ?? ""}`;
    };
    let startedAt: number | undefined;
    const begin = (event: Event): void => void (startedAt ??= event.timeStamp);
    for (const type of ["keydown", "click"]) addEventListener(type, begin, true);
    const whenPainted = (what: Watched): Promise<number> => {
      const before = read(what);
      return new Promise((resolve, reject) => {
        const observer = new MutationObserver(() => {
          const now = read(what);
          if (startedAt === undefined || now === before) return;
          if (what === "delivered" && !now.includes("Delivered")) return;
          observer.disconnect();
          for (const type of ["keydown", "click"]) removeEventListener(type, begin, true);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - (startedAt ?? 0))));
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        setTimeout(() => reject(new Error(`Nothing changed: ${what}`)), 20_000);
      });
    };
    Object.assign(globalThis, { benchPainted: Promise.all(all.map(whenPainted)) });
  }, watched);
  await act();
  return page.evaluate(() => (globalThis as unknown as { benchPainted: Promise<number[]> }).benchPainted);
}
