import type { Page } from "@playwright/test";
import { request } from "#test/console/gates.ts";
import type { BenchConsole } from "./bench-console.ts";
import { type Measurement, measured } from "./measurement.ts";
import { paintedAfter } from "./painted-after.ts";

const ROUNDS = 30;
/** Main asks for half a second on the screen, and a person reads. */
const READING_MS = 700;
const QUEUED_LIMIT_MS = 50;
const DELIVERED_LIMIT_MS = 110;
const ROW_LIMIT_MS = 2_500;

/** From a gate's creation to its row, and from the click on Approve to "queued" and to "delivered", each as painted. */
export async function measureDecisions(bench: BenchConsole, gates: number): Promise<Measurement[]> {
  const { page } = bench;
  const rows = await measureRows(bench);
  const queued: number[] = [];
  const delivered: number[] = [];
  for (let round = 0; round < 2 * ROUNDS; round += 1) {
    await openGate(page, titleOf(round % ROUNDS, round < ROUNDS ? "a" : "b"));
    const approve = page.getByRole("button", { name: "Approve", exact: true });
    const watched = round < ROUNDS ? "decided" : "delivered";
    (round < ROUNDS ? queued : delivered).push(await paintedAfter(page, watched, () => approve.click()));
  }
  return [
    measured("created to row painted, ms", gates, rows, ROW_LIMIT_MS),
    measured("click to queued painted, ms", gates, queued, QUEUED_LIMIT_MS),
    measured("click to delivered painted, ms", gates, delivered, DELIVERED_LIMIT_MS),
  ];
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
        /Bench gate [ab]\d\d/gu,
      ))
        seen[title] ??= Date.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const createdAt: Record<string, number> = {};
  for (let index = 0; index < 2 * ROUNDS; index += 1) {
    const title = titleOf(index % ROUNDS, index < ROUNDS ? "a" : "b");
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

async function openGate(page: Page, title: string): Promise<void> {
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

function titleOf(index: number, series: "a" | "b"): string {
  return `Bench gate ${series}${String(index).padStart(2, "0")}`;
}
