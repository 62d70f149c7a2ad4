import { setTimeout as sleep } from "node:timers/promises";
import type { OpenRequest } from "./board.ts";
import type { Desk } from "./desk.ts";
import { A_LONG_TIME, type PlannedRequest } from "./planned-requests.ts";
import { patiently, type WeekEnvironment } from "./week-environment.ts";
import { actOnDecision, readCard, readDecision, type Row, searchRows, type Told } from "./work-at-window.ts";
import { askAll, ordinarily, waitForRow, waitForRows, type Week, workThrough } from "./work-day.ts";

const AWAY_MS = 4_000;

/** The worker's CLI is ended in one environment and killed in the next; what its runs had open is brought back. */
export async function workersDie(week: Week, plans: readonly PlannedRequest[]): Promise<void> {
  const requests = await askAll(week, plans);
  const [ada] = week.desks;
  if (ada === undefined) throw new Error("Nobody is at work.");
  const rows = new Map<OpenRequest, Row>();
  for (const request of requests) rows.set(request, await waitForRow(ada, request));
  const signals = ["SIGTERM", "SIGKILL"] as const;
  for (const [index, environment] of week.environments.entries()) {
    const signal = signals[index % signals.length] ?? "SIGKILL";
    week.progress(`${environment.name}: the worker gets ${signal}`);
    const pid = await environment.sandbox.workerPid();
    process.kill(signal === "SIGKILL" ? -pid : pid, signal);
  }
  for (const [request, row] of rows) {
    request.behind.add(row.tokenId);
    await patiently(`${row.title} to be shown as orphaned`, async () => {
      const text = await readCard(ada.current().page, row);
      return text.includes("Nobody is waiting for this decision") ? text : undefined;
    });
  }
  week.progress(`${rows.size} gates are shown as orphaned; the reconcilers look for what was left in review`);
  for (const environment of week.environments) {
    await environment.runTask("reconcile-invoices");
    await environment.runTask("reconcile-imports");
  }
  for (const request of requests)
    request.runIds.push(await request.environment.ask({ ...request.plan, timeout: A_LONG_TIME }));
  await workThrough(week, []);
}

/** One server is killed with -9 while gates are being decided, and comes back under the worker that goes on. */
export async function serverDies(week: Week, plans: readonly PlannedRequest[]): Promise<void> {
  const environment = week.environments.at(-1);
  if (environment === undefined) throw new Error("There is no environment.");
  const first = await askAll(week, plans.slice(0, plans.length / 2));
  await waitForRows(week, first);
  const working = workThrough(week, plans.slice(plans.length / 2));
  const restarting = killAndRestart(week, environment);
  await Promise.all([working, restarting]);
}

async function killAndRestart(week: Week, { name, sandbox }: WeekEnvironment): Promise<void> {
  await sleep(1_500);
  week.progress(`${name}: the server is killed`);
  await sandbox.kill9();
  await sleep(AWAY_MS);
  await sandbox.restart();
  week.progress(`${name}: the server is back`);
}

/** Consoles are killed with -9 in the middle of a decision, and the operator looks at what the next start says of it. */
export async function consolesDie(week: Week, plans: readonly PlannedRequest[]): Promise<void> {
  const kills = new Map<Desk, number>();
  await workThrough(week, plans, async (desk, row, request) => {
    const turn = (kills.get(desk) ?? 0) + 1;
    kills.set(desk, turn);
    return turn % 2 === 1 ? decideAndKill(week, desk, row, request) : ordinarily(desk, row, request);
  });
}

async function decideAndKill(week: Week, desk: Desk, row: Row, request: OpenRequest): Promise<Told> {
  const deciding = ordinarily(desk, row, request).catch((): Told => ({ kind: "not-open" }));
  await sleep(900 + week.random() * 1_200);
  await desk.kill();
  await deciding;
  await desk.restart(1);
  week.progress(`${desk.name}'s console was killed over "${row.title}" and is back`);
  return patiently(`what became of "${row.title}" at ${desk.name}'s desk`, async (): Promise<Told | undefined> => {
    const { page } = desk.current();
    // Searched for: the list is long on a Thursday, and what would have to be scrolled to is not in the page.
    const rows = await searchRows(page, row.title);
    if (rows.some(({ tokenId }) => tokenId === row.tokenId)) return { kind: "not-open" };
    const status = await readDecision(page, row);
    if (status === undefined) return undefined;
    // It was on disk and not sent when the console died: that a person sees its card again is asked for, and no more.
    if (status.startsWith("Parked")) await actOnDecision(page, row, "Send anyway");
    return { kind: "receipt", status };
  });
}
