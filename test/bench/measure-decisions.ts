import type { Locator, Page } from "@playwright/test";
import { createSigner, generateSignerPem } from "#adapters/crypto/node-crypto.ts";
import { request } from "#test/console/gates.ts";
import { measureFloor } from "#test/mainjob/floor.ts";
import type { BenchConsole } from "./bench-console.ts";
import { type Measurement, measured } from "./measurement.ts";
import { eachPaintedAfter } from "./painted-after.ts";

/** Twice what has to be, so that two hiccups of a shared machine are not the 95th percentile. */
const ROUNDS = 60;
/** Main asks for half a second on the screen, and a person reads. */
const READING_MS = 700;
/** A button under the pointer has changed its colour by then. */
const HOVER_MS = 200;
const QUEUED_LIMIT_MS = 50;
const DELIVERED_LIMIT_MS = 110;
const ROW_LIMIT_MS = 2_500;
/** Or so many times what the same calls take from plain Node. */
const FLOOR_FACTOR = 2;

/** What decisions took, and how long from the click to "delivered" may take on this machine in this run; milliseconds. */
export interface DecisionMeasurements {
  readonly measurements: readonly Measurement[];
  readonly deliveredLimit: number;
}

/** From a gate's creation to its row, and from the click on Approve to "queued" and to "delivered", each as painted. */
export async function measureDecisions(bench: BenchConsole, gates: number): Promise<DecisionMeasurements> {
  const { page } = bench;
  const floor = measured("the same calls from plain Node and one frame, ms", gates, await floorOf(bench), null);
  const deliveredLimit = Math.max(DELIVERED_LIMIT_MS, FLOOR_FACTOR * floor.p95);
  const rows = await measureRows(bench);
  const queued: number[] = [];
  const delivered: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await openGate(page, titleOf(round));
    const press = await pointAt(page, page.getByRole("button", { name: "Approve", exact: true }));
    const [decidedMs = Number.NaN, deliveredMs = Number.NaN] = await eachPaintedAfter(
      page,
      ["decided", "delivered"],
      press,
    );
    queued.push(decidedMs);
    delivered.push(deliveredMs);
  }
  const measurements = [
    floor,
    measured("created to row painted, ms", gates, rows, ROW_LIMIT_MS),
    measured("click to queued painted, ms", gates, queued, QUEUED_LIMIT_MS),
    measured("click to delivered painted, ms", gates, delivered, deliveredLimit),
  ];
  return { measurements, deliveredLimit };
}

async function floorOf({ control, api, keyId }: BenchConsole): Promise<number[]> {
  const titles = Array.from({ length: ROUNDS }, (_, index) => `Floor gate ${index}`);
  await control.writeExactGates(
    titles.map((title) => ({ request: request({ title }), timeout: "20m", accepts: [keyId] })),
  );
  return measureFloor(api(), createSigner(generateSignerPem()), titles);
}

/** Writes gates one after the other and takes down when each stands in the list. */
async function measureRows({ page, control, keyId }: BenchConsole): Promise<number[]> {
  // Without a selected gate, since the list follows that one while others come in above it.
  await page.reload();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(globalThis, { benchRows: seen });
    new MutationObserver(() => {
      for (const [title] of (document.querySelector('[aria-label="Waiting gates"]')?.textContent ?? "").matchAll(
        /Bench gate n\d\d/gu,
      ))
        seen[title] ??= Date.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const createdAt: Record<string, number> = {};
  for (let index = 0; index < ROUNDS; index += 1) {
    const title = titleOf(index);
    createdAt[title] = Date.now();
    // Each nearer than the one before: the row comes on top, where it can be seen.
    const timeout = `${1_200 - 5 * index}s`;
    await control.writeExactGates([{ request: request({ title }), timeout, accepts: [keyId] }]);
    await page.waitForTimeout(130);
  }
  await page.waitForTimeout(3 * ROW_LIMIT_MS);
  const seen = await page.evaluate(() => (globalThis as unknown as { benchRows: Record<string, number> }).benchRows);
  return Object.entries(createdAt).flatMap(([title, at]) => (seen[title] === undefined ? [] : [seen[title] - at]));
}

/** Finds that gate by its title and waits until it can be approved and has been read. */
export async function openGate(page: Page, title: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(title);
  await page.getByRole("list", { name: "Waiting gates" }).getByText(title, { exact: true }).click();
  await page
    .getByRole("region", { name: title, exact: true })
    .getByRole("button", { name: "Approve", exact: true })
    .and(page.locator(":enabled"))
    .waitFor();
  await page.waitForTimeout(READING_MS);
}

/** Brings the pointer there, to be pressed later: what a driver looks up around a click takes the window's own time. */
export async function pointAt(page: Page, button: Locator): Promise<() => Promise<void>> {
  const box = await button.boundingBox();
  if (box === null) throw new Error("There is nothing to press.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.waitForTimeout(HOVER_MS);
  return async () => {
    await page.mouse.down();
    await page.mouse.up();
  };
}

function titleOf(index: number): string {
  // A word that nothing else has: the search is to find this one alone.
  return `Bench gate n${String(index).padStart(2, "0")}`;
}
