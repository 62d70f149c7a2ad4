import type { Page } from "@playwright/test";
import { request } from "#test/console/gates.ts";
import type { BenchConsole } from "./bench-console.ts";
import { openGate, pointAt } from "./measure-decisions.ts";
import { type Measurement, measured } from "./measurement.ts";

const ROUNDS = 30;
/** What the console comes with. */
const UNDO_MS = 5_000;
const PATIENCE_MS = 30_000;

/** From the click on Approve to "delivered" as painted, with the undo window that the console comes with. */
export async function measureUndo(bench: BenchConsole, gates: number, afterUndo: number): Promise<Measurement[]> {
  const { control, keyId } = bench;
  await bench.restart("default");
  const { page } = bench;
  const titles = Array.from({ length: ROUNDS }, (_, index) => `Undo gate ${String(index).padStart(2, "0")}`);
  await control.writeExactGates(
    titles.map((title) => ({ request: request({ title }), timeout: "20m", accepts: [keyId] })),
  );
  await watchDeliveries(page);
  for (const title of titles) {
    await openGate(page, title);
    const press = await pointAt(page, page.getByRole("button", { name: "Approve", exact: true }));
    await press();
  }
  const samples = await deliveries(page);
  return [measured("click to delivered painted with the default undo, ms", gates, samples, UNDO_MS + afterUndo)];
}

/** Notes each click on Approve with the open card's title, and the frame after that gate's decision says "Delivered". */
async function watchDeliveries(page: Page): Promise<void> {
  await page.evaluate(() => {
    const clicked: Record<string, number> = {};
    const delivered: Record<string, number> = {};
    Object.assign(globalThis, { benchDelivered: delivered });
    document.addEventListener(
      "click",
      (event) => {
        const title = document.querySelector("main h2")?.textContent ?? "";
        if (event.target instanceof Element && event.target.closest("button")?.textContent?.startsWith("Approve"))
          clicked[title] ??= event.timeStamp;
      },
      { capture: true },
    );
    new MutationObserver(() => {
      for (const item of document.querySelectorAll('[aria-label="Recent decisions"] li')) {
        const title = item.getAttribute("aria-label") ?? "";
        const text = item.querySelector("output")?.textContent ?? "";
        if (!(title in clicked) || title in delivered || !text.startsWith("Delivered")) continue;
        delivered[title] = Number.NaN;
        requestAnimationFrame(() =>
          setTimeout(() => {
            delivered[title] = performance.now() - (clicked[title] ?? Number.NaN);
          }),
        );
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

async function deliveries(page: Page): Promise<number[]> {
  await page.waitForFunction(
    (rounds) => {
      const { benchDelivered } = globalThis as unknown as { benchDelivered: Record<string, number> };
      return Object.values(benchDelivered).filter((took) => !Number.isNaN(took)).length === rounds;
    },
    ROUNDS,
    { timeout: PATIENCE_MS, polling: 500 },
  );
  return page.evaluate(() =>
    Object.values((globalThis as unknown as { benchDelivered: Record<string, number> }).benchDelivered),
  );
}
