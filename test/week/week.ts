import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { freezeBuild } from "#test/crash/frozen-build.ts";
import { createSeededRandom } from "#test/crash/seeded-random.ts";
import { keyRevoked, nightOffline, untilAllAtRest } from "./bad-days.ts";
import { createBoard } from "./board.ts";
import { compareWeek, type WeekFigures } from "./compare-week.ts";
import type { Closers } from "./closers.ts";
import { consolesDie, serverDies, workersDie } from "./days.ts";
import { type Desk, openDesk } from "./desk.ts";
import type { Mismatch, RequestFact } from "./evidence.ts";
import { keyIn } from "./judge-run.ts";
import {
  allBy,
  createPlanner,
  leftAlone,
  ordinaryDay,
  type PlannedRequest,
  quickRound,
  type Template,
} from "./planned-requests.ts";
import { shareWeek } from "./share-week.ts";
import { readAudit, readReceipts, readRuns, readSubjects, readTokens } from "./read-evidence.ts";
import { readLedger, subjectOf } from "./request-kinds.ts";
import { openWeekEnvironment, patiently, type WeekEnvironment } from "./week-environment.ts";
import { type Week, workThrough } from "./work-day.ts";

export interface WeekPlan {
  readonly gates: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

export interface WeekResult {
  readonly figures: WeekFigures;
  readonly mismatches: readonly Mismatch[];
}

const ENVIRONMENTS = ["Payables", "Treasury", "Ledger"];
const NIGHT_TIMEOUT = "90s";
const EXPIRY_MS = 300_000;

/**
 * Two operators' week at two windows: three environments with their real workers, and what goes wrong in a week. Then
 * every gate is held against the server, both audit logs, both windows, the runs and the database.
 */
export async function workWeek(launch: LaunchSpec, plan: WeekPlan, closers: Closers): Promise<WeekResult> {
  try {
    return await workWith(await openParts(launch, plan, closers), plan);
  } finally {
    await closers.closeAll();
  }
}

interface Parts extends Week {
  readonly folder: string;
}

async function openParts(launch: LaunchSpec, plan: WeekPlan, closers: Closers): Promise<Parts> {
  const build = await freezeBuild(launch);
  closers.add(build.remove);
  // Short: sockets live below it.
  const folder = await mkdtemp(join(tmpdir(), "csw-"));
  closers.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const environments: WeekEnvironment[] = [];
  for (const name of ENVIRONMENTS) {
    plan.progress(`starting ${name}: server, worker and database`);
    const environment = await openWeekEnvironment(name);
    closers.add(environment.close);
    environments.push(environment);
  }
  const desks: Desk[] = [];
  for (const name of ["Ada", "Grace"] as const) {
    plan.progress(`${name} comes to work`);
    const desk = await openDesk({ name, spec: build.spec, folder, environments });
    closers.add(desk.close);
    desks.push(desk);
  }
  for (const environment of environments) await environment.list(desks.map(({ operator }) => operator));
  const random = createSeededRandom(plan.seed);
  return { environments, desks, board: createBoard(), receipts: [], random, progress: plan.progress, folder };
}

async function workWith(week: Parts, plan: WeekPlan): Promise<WeekResult> {
  const { environments, desks, board } = week;
  const revoked = new Map<string, number>();
  await workDays(week, plan, revoked);
  plan.progress("the week is over; the last deadlines pass");
  await untilAllAtRest(week);
  await patiently("the end of every run", () => untilAllEnded(week), EXPIRY_MS);
  plan.progress("reading servers, databases, windows and audit logs");
  const requests = board.requests.map(({ plan: asked, environment, runIds }): RequestFact => ({
    environment: environment.name,
    subject: subjectOf(asked),
    kind: asked.kind,
    needed: asked.needed,
    ends: asked.ends,
    runIds,
  }));
  const receipts = await Promise.all(desks.map((desk) => readReceipts(desk, week.receipts)));
  const audits = [];
  for (const desk of desks) audits.push(await readAudit(desk, week.folder));
  return compareWeek({
    planned: plan.gates,
    requests,
    tokens: (await Promise.all(environments.map(readTokens))).flat(),
    runs: await readRuns(board.requests),
    ledger: (await Promise.all(environments.map(({ database, name }) => readLedger(database, name)))).flat(),
    subjects: (await Promise.all(environments.map(readSubjects))).flat(),
    receipts: receipts.flat(),
    audits,
    revoked,
  });
}

async function workDays(week: Parts, { gates, progress }: WeekPlan, revoked: Map<string, number>): Promise<void> {
  const planner = createPlanner();
  const share = shareWeek(gates);
  const expiring = (plans: readonly PlannedRequest[]): PlannedRequest[] =>
    plans.map((one) => ({ ...one, ends: "expired" }));

  progress("Monday: an ordinary day");
  await workThrough(week, planner.fill(ordinaryDay, share.monday));

  progress("Tuesday: the workers die");
  await workersDie(week, planner.fill(quickRound, share.orphaned, orphanTimeout(share.orphaned)));

  progress("Wednesday: a server dies");
  await serverDies(week, planner.fill(quickRound, share.wednesday));

  progress("Thursday: consoles die");
  await consolesDie(week, planner.fill(quickRound, share.thursday));

  progress("Friday: a night offline");
  await nightOffline(week, {
    decided: planner.fill(quickRound, share.night),
    tooLate: expiring(planner.fill(quickRound, share.tooLate, NIGHT_TIMEOUT)),
    leftAlone: planner.fill(leftAlone, share.leftAlone, NIGHT_TIMEOUT),
  });

  progress("Saturday: a key is revoked");
  await keyRevoked(week, planner.fill(twoInTurn, 2 * share.revoked), async (environment) => {
    const now = Date.now();
    const operators = week.desks.map(({ name, operator }) =>
      name === "Grace" ? { ...operator, revokedAt: new Date(now).toISOString() } : operator,
    );
    for (const { operator } of week.desks.filter(({ name }) => name === "Grace"))
      revoked.set(keyIn(environment.name, operator.keyId), now);
    await environment.list(operators);
  });

  const opened = (await Promise.all(week.environments.map(readTokens))).flat().length;
  progress(`Sunday: ${opened} gates were opened; the rest of ${gates} for one`);
  await workThrough(week, planner.fill(allBy("Ada", quickRound), Math.max(0, gates - opened)));
}

/** Long enough for that many gates to be read, for their workers to die and for each card to say so. */
function orphanTimeout(gates: number): string {
  return `${120 + 10 * gates}s`;
}

/** What Grace decides in vain, and Ada then does. */
const twoInTurn = quickRound.map(({ kind }): Template => ({
  kind,
  needed: 1,
  ends: "approved",
  steps: [
    { by: "Grace", verdict: "approve" },
    { by: "Ada", verdict: "approve" },
  ],
}));

async function untilAllEnded({ environments, board }: Week): Promise<true | undefined> {
  const tokens = (await Promise.all(environments.map(readTokens))).flat();
  if (tokens.some(({ status }) => status === "WAITING")) return undefined;
  for (const { environment, runIds } of board.requests) {
    const { isCompleted } = await environment.server().retrieveRun(runIds.at(-1) ?? "");
    if (!isCompleted) return undefined;
  }
  return true;
}
