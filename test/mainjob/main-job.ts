import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import type { ApiClient } from "@trigger.dev/core/v3";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { listFloorOperator, measureFloor } from "./floor.ts";
import { installStopwatch, type PaintedStates } from "./in-window-timing.ts";
import { insertInvoices, type JobInvoice, makeInvoices, readLedger } from "./invoices.ts";
import { decide, openCard, watchRows } from "./operator.ts";
import { percentile } from "./percentile.ts";
import { processorPercent, taskProcesses } from "./processor-time.ts";

/** Runs that come to their gates together before any is decided: the agents' own start is not what is measured. */
const BATCH = 10;
const PAUSE_MS = 10_000;
const FLOOR_ROUNDS = 20;

/** Rows written for a run: the one number where every run of that kind has the same, otherwise each number that occurs. */
type RowsPerRun = number | readonly number[];

export interface MainJobFigures {
  readonly approvals: number;
  readonly createdToCardMs: number;
  readonly clickToQueuedMs: number;
  readonly clickToDeliveredMs: number;
  readonly clickToCompletedMs: number;
  readonly floorMs: number;
  readonly rowsPerApprove: RowsPerRun;
  readonly rowsPerReject: RowsPerRun;
  readonly rowsPerExpiry: RowsPerRun;
  readonly pausedCpuPercent: number;
  readonly modelCallsWhilePaused: number;
  readonly electron: string;
  readonly storedKeyPrefix: string;
}

export interface MainJobPlan {
  readonly approvals: number;
  readonly rejections: number;
  readonly expiries: number;
  readonly progress: (text: string) => void;
}

/**
 * The main job on real parts: sandbox, CLI worker, PostgreSQL, keychain and window. Times are 95th percentiles in
 * milliseconds.
 *
 * @throws Error where a part cannot be started or a run does not end.
 */
export async function runMainJob(plan: MainJobPlan): Promise<MainJobFigures> {
  const launch = await prepareLaunch(Date.now());
  if (launch.kind === "impossible") throw new Error(launch.reason);
  const sandbox = await startSandbox();
  const home = await mkdtemp(join(tmpdir(), "countersign-mainjob-"));
  const database = new Client({ connectionString: required(sandbox.ready().databaseUrl, "database URL") });
  await database.connect();
  let app: ElectronApplication | undefined;
  try {
    app = await _electron.launch({
      ...launch.spec,
      env: { ...launch.spec.env, ...consoleEnvironment(sandbox, home) },
      timeout: 60_000,
    });
    const page = await app.firstWindow();
    return await drive(plan, { sandbox, database, page, home, electron: await electronVersion(app) });
  } finally {
    await app?.close();
    await database.end();
    await sandbox.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Parts {
  readonly sandbox: StartedSandbox;
  readonly database: Client;
  readonly page: Page;
  readonly home: string;
  readonly electron: string;
}

async function drive(plan: MainJobPlan, parts: Parts): Promise<MainJobFigures> {
  const { sandbox, database, page } = parts;
  const client = sandbox.api();
  const control = controlSandbox(sandbox.ready());
  const invoices = makeInvoices(plan.approvals + plan.rejections + plan.expiries + 1 + FLOOR_ROUNDS);
  await insertInvoices(database, invoices);
  const toApprove = invoices.slice(0, plan.approvals);
  const toReject = invoices.slice(plan.approvals, plan.approvals + plan.rejections);
  const toExpire = invoices.slice(plan.approvals + plan.rejections, -1 - FLOOR_ROUNDS);
  const forFloor = invoices.slice(-1 - FLOOR_ROUNDS, -1);
  const paused = invoices.slice(-1);

  await page.getByRole("list", { name: "Waiting gates" }).waitFor({ state: "attached", timeout: 60_000 });
  await installStopwatch(page);
  const rowsSeen = await watchRows(page);

  plan.progress("letting gates expire");
  await Promise.all(toExpire.map((invoice) => trigger(client, invoice, "6s")));

  plan.progress("one run paused: its processor time and the model's calls");
  await trigger(client, paused[0], "10m");
  await openCard(page, required(paused[0]?.title, "invoice"));
  await untilEnded(client, toExpire.length);
  const callsBefore = await control.modelCalls();
  const pausedCpuPercent = await processorPercent(taskProcesses(), PAUSE_MS);
  const modelCallsWhilePaused = (await control.modelCalls()) - callsBefore;
  await decide(page, required(paused[0]?.title, "invoice"), "Reject");

  plan.progress("the same calls from plain Node");
  const floorOperator = await listFloorOperator(join(sandbox.dataDir, "operators.json"));
  const floor: number[] = [];
  for (let from = 0; from < forFloor.length; from += BATCH) {
    const batch = forFloor.slice(from, from + BATCH);
    await openGates(
      client,
      page,
      batch.map((invoice) => ({ invoice })),
    );
    floor.push(
      ...(await measureFloor(
        client,
        floorOperator,
        batch.map(({ title }) => title),
      )),
    );
  }

  const painted: PaintedStates[] = [];
  const decisions = [
    ...toApprove.map((invoice) => ({ invoice, verdict: "Approve" as const })),
    ...toReject.map((invoice) => ({ invoice, verdict: "Reject" as const })),
  ];
  for (const [index, { invoice, verdict }] of decisions.entries()) {
    if (index % BATCH === 0) await openGates(client, page, decisions.slice(index, index + BATCH));
    await openCard(page, invoice.title);
    const states = await decide(page, invoice.title, verdict);
    if (verdict === "Approve") painted.push(states);
    if (index % 10 === 9) plan.progress(`${index + 1} of ${decisions.length} decided: ${states.lastText}`);
  }

  const created = await creationTimes(client);
  const seen = await rowsSeen();
  return {
    approvals: painted.length,
    createdToCardMs: percentile(delays(created, seen), 0.95),
    clickToQueuedMs: percentile(
      painted.map(({ recorded }) => required(recorded, "recorded state")),
      0.95,
    ),
    clickToDeliveredMs: percentile(
      painted.map(({ delivered }) => required(delivered, "delivered state")),
      0.95,
    ),
    clickToCompletedMs: percentile(
      painted.map(({ ended }) => required(ended, "run's end")),
      0.95,
    ),
    floorMs: percentile(floor, 0.95),
    rowsPerApprove: await rowsPerRun(database, toApprove, "paid"),
    rowsPerReject: await rowsPerRun(database, toReject, "open"),
    rowsPerExpiry: await rowsPerRun(database, toExpire, "open"),
    pausedCpuPercent,
    modelCallsWhilePaused,
    electron: parts.electron,
    storedKeyPrefix: await storedKeyPrefix(parts.home),
  };
}

/** What a console is told at its first start to work in this sandbox, without an undo window. */
export function consoleEnvironment(sandbox: StartedSandbox, home: string): Record<string, string> {
  return {
    COUNTERSIGN_HOME: home,
    COUNTERSIGN_SESSION: "private",
    COUNTERSIGN_UNDO_SECONDS: "0",
    COUNTERSIGN_OPERATORS: join(sandbox.dataDir, "operators.json"),
    TRIGGER_API_URL: sandbox.ready().url,
    TRIGGER_SECRET_KEY: sandbox.ready().secretKey,
  };
}

async function trigger(client: ApiClient, invoice: JobInvoice | undefined, timeout: string): Promise<void> {
  await client.triggerTask("payout-agent", { payload: { invoiceId: required(invoice, "invoice").id, timeout } });
}

/** Starts these runs and waits until every one of their gates stands in the list. */
async function openGates(
  client: ApiClient,
  page: Page,
  batch: readonly { readonly invoice: JobInvoice }[],
): Promise<void> {
  for (const { invoice } of batch) await trigger(client, invoice, "10m");
  const list = page.getByRole("list", { name: "Waiting gates" });
  for (const { invoice } of batch) await list.getByText(invoice.title).first().waitFor({ timeout: 60_000 });
}

async function untilEnded(client: ApiClient, count: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    const page = await client.listRuns({ taskIdentifier: "payout-agent", status: ["COMPLETED"], limit: 100 });
    if (page.data.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`Fewer than ${count} runs ended within two minutes.`);
}

/** When each gate's token was made, by the payee in its title. */
async function creationTimes(client: ApiClient): Promise<Map<string, number>> {
  const created = new Map<string, number>();
  for await (const token of client.listWaitpointTokens({ limit: 100 })) {
    const title = /Pay Supplier \d{3} GmbH/u.exec(token.tags.join(" "))?.[0];
    if (title !== undefined) created.set(title, token.createdAt.getTime());
  }
  return created;
}

function delays(created: ReadonlyMap<string, number>, seen: Readonly<Record<string, number>>): number[] {
  return [...created].flatMap(([title, at]) => (seen[title] === undefined ? [] : [seen[title] - at]));
}

async function rowsPerRun(database: Client, invoices: readonly JobInvoice[], status: string): Promise<RowsPerRun> {
  const { rows, statuses } = await readLedger(database, invoices);
  const wrong = statuses.filter((found) => found !== status).length;
  if (wrong > 0) throw new Error(`${wrong} of ${invoices.length} invoices are not "${status}".`);
  const distinct = [...new Set(rows)];
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only : distinct;
}

async function storedKeyPrefix(home: string): Promise<string> {
  const vault = JSON.parse(await readFile(join(home, "data", "vault.json"), "utf8")) as { wrappedKey: string };
  return Buffer.from(vault.wrappedKey, "base64").subarray(0, 3).toString("latin1");
}

async function electronVersion(app: ElectronApplication): Promise<string> {
  return app.evaluate(() => process.versions["electron"] ?? "none");
}

function required<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`There is no ${what}.`);
  return value;
}
