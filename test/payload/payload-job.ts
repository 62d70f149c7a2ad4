import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { discardHome } from "#test/canary/leftovers.ts";
import { proportionalSize } from "#test/bench/proportional-size.ts";
import { consoleEnvironment } from "#test/mainjob/main-job.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { bookedRuns, insertImports } from "./imports.ts";
import { type LargeCardTimes, readLargeCard, watchLargeCard } from "./in-window.ts";

const PATIENCE_MS = 180_000;
/** Nobody decides sooner: main asks for half a second on the screen, and a person reads. */
const READING_MS = 1_200;

export interface PayloadFigures extends LargeCardTimes {
  readonly gates: number;
  readonly bytes: number;
  /** Requests of the console from the click until the request was whole. */
  readonly requests: number;
  /** Summed PSS of the console's processes with the request open. */
  readonly memoryMb: number;
  /** Imports that were booked by the run that was approved, and by any other. */
  readonly rows: number;
  readonly rowsWrongly: number;
}

interface PayloadPlan {
  readonly launch: LaunchSpec;
  readonly gates: number;
  readonly bytes: number;
  readonly progress: (text: string) => void;
}

/**
 * That many gates with a request of that many bytes wait on real parts: sandbox, CLI worker, PostgreSQL and window. One
 * is opened, read to its end, scrolled, and approved.
 */
export async function runPayloadJob(plan: PayloadPlan): Promise<PayloadFigures> {
  const sandbox = await startSandbox();
  const home = await mkdtemp(join(tmpdir(), "countersign-payload-"));
  const database = new Client({ connectionString: sandbox.ready().databaseUrl ?? "" });
  await database.connect();
  let app: ElectronApplication | undefined;
  try {
    app = await _electron.launch({
      ...plan.launch,
      env: { ...plan.launch.env, ...consoleEnvironment(sandbox, home) },
      timeout: 60_000,
    });
    const page = await app.firstWindow();
    await openGates(plan, { sandbox, database, page });
    return await readAndApprove(plan, { sandbox, database, page, app });
  } finally {
    await app?.close();
    await database.end();
    await sandbox.stop();
    discardHome(home);
  }
}

interface Parts {
  readonly sandbox: StartedSandbox;
  readonly database: Client;
  readonly page: Page;
}

async function openGates(plan: PayloadPlan, { sandbox, database, page }: Parts): Promise<void> {
  const rows = page.getByRole("list", { name: "Waiting gates" });
  await rows.waitFor({ state: "attached", timeout: 60_000 });
  for (const importId of await insertImports(database, plan.gates, plan.bytes))
    await sandbox.api().triggerTask("ledger-import", { payload: { importId, timeout: "30m" } });
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const waiting = await sandbox.api().listWaitpointTokens({ status: "WAITING", limit: 100 });
    plan.progress(`${waiting.data.length} of ${plan.gates} gates wait`);
    if (waiting.data.length === plan.gates) break;
    if (Date.now() > until) throw new Error("The gates did not open in time.");
    await sleep(2_000);
  }
  await rows.getByText("Book", { exact: false }).first().waitFor({ timeout: PATIENCE_MS });
  // The envelopes follow their tokens.
  await sleep(5_000);
}

async function readAndApprove(
  plan: PayloadPlan,
  { sandbox, database, page, app }: Parts & { readonly app: ElectronApplication },
): Promise<PayloadFigures> {
  await watchLargeCard(page);
  const before = await requestCount(sandbox);
  await page.getByRole("list", { name: "Waiting gates" }).getByText("Book", { exact: false }).first().click();
  const approve = page.getByRole("button", { name: "Approve", exact: true });
  await approve.and(page.locator(":enabled")).waitFor({ timeout: PATIENCE_MS });
  const requests = (await requestCount(sandbox)) - before;
  plan.progress("whole; scrolling through it");

  await page.getByRole("button", { name: /^Show \d+ more lines$/u }).click();
  await page
    .getByText("200 of", { exact: false })
    .waitFor()
    .catch(async (cause: unknown) => {
      const text = await page.getByRole("region", { name: "More parameters" }).innerText();
      throw new Error(`No second page of lines came; the card says: ${text.slice(0, 200)} … ${text.slice(-300)}`, {
        cause,
      });
    });
  await page
    .getByRole("button", { name: /^Show all .* characters$/u })
    .first()
    .click();
  await page
    .getByRole("textbox", { name: /^Lines \d+/u })
    .first()
    .waitFor();
  const pids = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid));
  const memoryMb = Math.round(pids.reduce((sum, pid) => sum + proportionalSize(pid), 0));
  const runId =
    (await page
      .getByText(/^run_[a-z0-9]+$/u)
      .first()
      .textContent()) ?? "";

  await page.waitForTimeout(READING_MS);
  await approve.click();
  await page.getByRole("list", { name: "Recent decisions" }).getByText("run completed").waitFor({ timeout: 60_000 });
  const times = await readLargeCard(page);
  const booked = await bookedRuns(database);
  return {
    gates: plan.gates,
    bytes: plan.bytes,
    ...times,
    requests,
    memoryMb,
    rows: booked.filter((run) => run === runId).length,
    rowsWrongly: booked.filter((run) => run !== runId).length,
  };
}

/** Calls at the public API that reading a large request makes. */
async function requestCount(sandbox: StartedSandbox): Promise<number> {
  const counts = await controlSandbox(sandbox.ready()).requests();
  return Object.entries(counts)
    .filter(([route]) => /countersign-read-payload|\/trigger$|\/api\/v3\/runs\/|GET \/packets\//u.test(route))
    .reduce((sum, [, count]) => sum + count, 0);
}
