import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { discardHome } from "#test/canary/leftovers.ts";
import { tellConsole } from "#test/crash/ask-console.ts";
import { openDesktopSession } from "#test/crash/desktop-session.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";

/** What Trigger.dev's Cloud lets through in a minute: 750 at once, 250 more every ten seconds. */
export const VENDOR_PER_MINUTE = 1_500;

export interface BulkPlan {
  readonly gates: number;
  readonly perMinute: number;
  readonly progress: (text: string) => void;
}

/** `other` by state. Seconds run from the confirming key until the window shows every item's outcome. */
export interface BulkFigures {
  readonly selected: number;
  readonly decided: number;
  readonly delivered: number;
  readonly other: Readonly<Record<string, number>>;
  readonly gaveUpOn429: number;
  readonly stillWaitingAtServer: number;
  readonly seconds: number;
}

const PATIENCE_MS = 60_000;
const SCROLLING_MS = 100;
const MOST_SECONDS = 180;
const AT_THEIR_END = ["Delivered", "Superseded", "Expired", "Parked", "Withdrawn"];

/**
 * Selects every waiting gate in the real window, reads the review list from top to bottom, confirms with the key and waits
 * until the window shows what became of each, under the vendor's rate limit and with the usual time to undo.
 */
export async function decideInBulk(launch: LaunchSpec, plan: BulkPlan): Promise<BulkFigures> {
  const limit = ["--no-worker", "--rate-limit", String(plan.perMinute)];
  const sandbox = await startSandbox({ args: limit });
  const home = await mkdtemp(join(tmpdir(), "countersign-bulk-"));
  const session = await openDesktopSession(home, launch.env);
  let app: ElectronApplication | undefined;
  try {
    const { url, secretKey } = sandbox.ready();
    app = await _electron.launch({
      ...launch,
      env: {
        ...launch.env,
        ...session.env,
        COUNTERSIGN_HOME: home,
        COUNTERSIGN_OPERATORS: join(sandbox.dataDir, "operators.json"),
        TRIGGER_API_URL: url,
        TRIGGER_SECRET_KEY: secretKey,
      },
      timeout: PATIENCE_MS,
    });
    const page = await app.firstWindow();
    await page.getByRole("list", { name: "Waiting gates" }).waitFor({ state: "attached", timeout: PATIENCE_MS });
    // Its operator is listed by now, so that the gates of this start name somebody who may decide them.
    await sandbox.restart(["--gates", String(plan.gates)]);
    await untilReadable(page, plan);
    const selected = await selectAll(page, plan);
    await readEveryRow(page, plan);
    await page.keyboard.press("Control+Enter");
    const confirmedAt = performance.now();
    const counts = await untilOutcomes(page, selected, plan);
    const seconds = Math.round((performance.now() - confirmedAt) / 100) / 10;
    const { delivered = 0, ...other } = counts;
    const waiting = await sandbox.api().listWaitpointTokens({ status: "WAITING", limit: 100 });
    return {
      selected,
      decided: Object.values(counts).reduce((sum, count) => sum + count, 0),
      delivered,
      other,
      gaveUpOn429: await countGivenUp(page, selected),
      stillWaitingAtServer: waiting.data.length,
      seconds,
    };
  } finally {
    await app?.close();
    await session.close();
    await sandbox.stop();
    discardHome(home);
  }
}

/** Every gate has been seen together with its request. */
async function untilReadable(page: Page, plan: BulkPlan): Promise<void> {
  plan.progress("waiting until every gate and its request have been read");
  await page.getByRole("tab", { name: new RegExp(`^Waiting ?${plan.gates}$`, "u") }).waitFor({ timeout: PATIENCE_MS });
  const { tokenIds } = await tellConsole(page, "queue.ids", { search: "", order: "deadline", offset: 0, limit: 1_000 });
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(1_000)) {
    const { gates } = await tellConsole(page, "bulk.review", { verdict: "approve", tokenIds });
    if (gates.every(({ objection }) => objection === undefined)) return;
  }
  throw new Error("Not every gate became one that can be decided.");
}

async function selectAll(page: Page, plan: BulkPlan): Promise<number> {
  await page.keyboard.press("j");
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByText(`${plan.gates} gates selected`).waitFor({ timeout: PATIENCE_MS });
  await page.keyboard.press("a");
  await page.getByRole("dialog", { name: `Approve ${plan.gates} gates` }).waitFor({ timeout: PATIENCE_MS });
  return plan.gates;
}

/** A screen of rows at a time, each left there until the window counts it as seen. */
async function readEveryRow(page: Page, plan: BulkPlan): Promise<void> {
  plan.progress("reading the list from top to bottom");
  const confirm = page.getByRole("dialog").getByRole("button", { name: `Approve ${plan.gates} gates` });
  await page.getByRole("list", { name: "Gates to decide" }).getByRole("listitem").first().waitFor();
  for (let screen = 0; screen <= plan.gates; screen += 1) {
    await page.waitForFunction(isScreenSeen, undefined, { timeout: PATIENCE_MS });
    if ((await confirm.isVisible()) && (await confirm.isEnabled())) return;
    await page.keyboard.press("PageDown");
    await sleep(SCROLLING_MS);
  }
  throw new Error("The list was read to its end, and not every row counts as seen.");
}

/** Runs in the page: every row that is wholly in view is marked as seen. */
function isScreenSeen(): boolean {
  const list = document.querySelector("[role='dialog'] ul");
  const view = list?.parentElement;
  if (list === null || !view) return false;
  // What lies under the view's border is not in view.
  const start = view.getBoundingClientRect().top + view.clientTop;
  const end = start + view.clientHeight;
  return [...list.children].every((item) => {
    const { top, bottom } = item.getBoundingClientRect();
    const isWhole = top >= start && bottom <= end;
    return !isWhole || item.querySelector("[data-seen='true']") !== null;
  });
}

/** What the window's own counts say, once none of them is on its way any more. */
async function untilOutcomes(page: Page, decisions: number, plan: BulkPlan): Promise<Record<string, number>> {
  for (let waited = 0; waited < MOST_SECONDS * 4; waited += 1) {
    const counts = await readCounts(page);
    const ended = AT_THEIR_END.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    if (waited % 20 === 0) plan.progress(JSON.stringify(counts));
    if (ended >= decisions || waited === MOST_SECONDS * 4 - 1)
      return Object.fromEntries(Object.entries(counts).map(([state, count]) => [state.toLowerCase(), count]));
    await sleep(250);
  }
  return {};
}

async function readCounts(page: Page): Promise<Record<string, number>> {
  const pairs = await page.evaluate(() =>
    [...document.querySelectorAll("dl[aria-label='Outcomes'] > div")].map((pair) => [
      pair.querySelector("dt")?.textContent ?? "",
      Number(pair.querySelector("dd")?.textContent ?? 0),
    ]),
  );
  return Object.fromEntries(pairs) as Record<string, number>;
}

/** Decisions that a rate limit still keeps, or that ended because of one. */
async function countGivenUp(page: Page, decisions: number): Promise<number> {
  let count = 0;
  for (let offset = 0; offset < decisions; offset += 200) {
    const { outcomes } = await tellConsole(page, "bulk.outcomes", { offset, limit: 200 });
    count += outcomes.filter(({ status }) => "reason" in status && status.reason === "rate-limited").length;
  }
  return count;
}
