import type { Page } from "@playwright/test";
import type { Bridge } from "#ipc/client.ts";
import { request } from "#test/console/gates.ts";
import { countTimers } from "#test/web/count-timers.ts";
import type { BenchConsole } from "./bench-console.ts";
import { type Measurement, measured } from "./measurement.ts";

const ROUNDS = 30;
const SETTLE_MS = 2_600;
/** Main tells of the gate and, a moment later, of its envelope. */
const ITS_OWN_MS = 400;

interface WindowCounts {
  readonly commits: number;
  readonly rows: number;
}

/** Counts in the window itself: its timers, and what one changed gate costs in React commits and touched rows. */
export async function measureWindow(bench: BenchConsole, gates: number): Promise<Measurement[]> {
  const { page, control, keyId } = bench;
  await countFromStart(page);
  await page.waitForTimeout(SETTLE_MS);
  const timers = await page.evaluate<number>("runningTimers.size");
  const commits: number[] = [];
  const rows: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await startCounting(page);
    // Sooner than whatever was measured before left behind: its row comes on top, where it can be seen.
    await control.writeExactGates([
      { request: request({ title: `Changed ${round}` }), timeout: `${600 - 5 * round}s`, accepts: [keyId] },
    ]);
    await page.waitForTimeout(SETTLE_MS);
    const counts = await readCounts(page);
    commits.push(counts.commits);
    rows.push(counts.rows);
  }
  return [
    measured("timers in the window", gates, [timers], 1),
    measured("React commits a new gate", gates, commits, 1),
    measured("rows rendered a new gate", gates, rows, 1),
  ];
}

/** Counts from the next word that the list has changed, for as long as the gate may be the cause. */
async function startCounting(page: Page): Promise<void> {
  await page.evaluate((itsOwnMs) => {
    const { benchCounts: counts, countersign } = globalThis as unknown as {
      benchCounts: { commits: number; rows: number };
      countersign: Bridge;
    };
    const stop = countersign.subscribe(({ topic }) => {
      if (topic !== "gates.changed") return;
      stop();
      Object.assign(counts, { commits: 0, rows: 0 });
      setTimeout(() => Object.assign(globalThis, { benchCounted: { ...counts } }), itsOwnMs);
    });
  }, ITS_OWN_MS);
}

/** Loads the page again with counters under React, under `setInterval` and on the list's rows. */
async function countFromStart(page: Page): Promise<void> {
  await page.addInitScript(countTimers);
  await page.addInitScript(() => {
    const counts = { commits: 0, rows: 0 };
    const start = globalThis.setInterval.bind(globalThis);
    // Another gate's countdown whose words change in that moment is the clock's doing.
    let isClocks = false;
    Object.assign(globalThis, {
      setInterval: (tick: () => void, ms: number) =>
        start(() => {
          isClocks = true;
          setTimeout(() => (isClocks = false));
          tick();
        }, ms),
      benchCounts: counts,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        isDisabled: false,
        supportsFiber: true,
        renderers: new Map(),
        inject: () => 1,
        onCommitFiberRoot: () => {
          if (!isClocks) counts.commits += 1;
        },
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        checkDCE: () => undefined,
      },
    });
    addEventListener("DOMContentLoaded", () => {
      new MutationObserver((records) => {
        if (isClocks) return;
        const touched = new Set<Element>();
        for (const { target, addedNodes } of records)
          for (const node of addedNodes.length > 0 ? addedNodes : [target]) {
            const element = node instanceof Element ? node : node.parentElement;
            const row = element?.closest(
              '[aria-label="Waiting gates"] li, [aria-label="Waiting gates"] [role="listitem"]',
            );
            if (row) touched.add(row);
          }
        counts.rows += touched.size;
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  });
  await page.reload();
  await page.getByRole("list", { name: "Waiting gates" }).getByRole("listitem").first().waitFor();
}

function readCounts(page: Page): Promise<WindowCounts> {
  return page.evaluate(() => {
    const { benchCounted } = globalThis as unknown as { benchCounted: WindowCounts };
    return benchCounted;
  });
}
