import { setTimeout as sleep } from "node:timers/promises";
import { untilAtRest } from "#test/crash/at-rest.ts";
import type { OpenRequest } from "./board.ts";
import type { Desk } from "./desk.ts";
import type { OperatorName, PlannedRequest } from "./planned-requests.ts";
import { tokensOfRun } from "./read-evidence.ts";
import { patiently, type WeekEnvironment } from "./week-environment.ts";
import { actOnDecision, readDecision, type Row } from "./work-at-window.ts";
import { askAll, keepReceipt, ordinarily, waitForRow, waitForRows, type Week, workThrough } from "./work-day.ts";

const REST_MS = 180_000;
/** Longer than the tasks take to read the list of operators again. */
const LIST_READ_MS = 5_000;

interface NightPlans {
  readonly decided: readonly PlannedRequest[];
  /** Decided as well, but their time is over before the network is back. */
  readonly tooLate: readonly PlannedRequest[];
  readonly leftAlone: readonly PlannedRequest[];
}

/** A night without a network: what was decided is sent in the morning, and what ran out meanwhile is not. */
export async function nightOffline(week: Week, plans: NightPlans): Promise<void> {
  const lasting = await askAll(week, plans.decided);
  await waitForRows(week, lasting);
  await askAll(week, plans.leftAlone);
  const short = await askAll(week, plans.tooLate);
  await waitForRows(week, short);
  for (const environment of week.environments) await environment.cut(true);
  week.progress("the network is cut for the night");
  await workThrough(week, []);
  for (const request of short) await untilTimedOut(request);
  for (const environment of week.environments) await environment.cut(false);
  week.progress("the network is back");
  await untilAllAtRest(week);
}

/** Grace's key is no longer believed: in one environment over a card that is open, elsewhere over what waits to be sent. */
export async function keyRevoked(
  week: Week,
  plans: readonly PlannedRequest[],
  revoke: (environment: WeekEnvironment) => Promise<void>,
): Promise<void> {
  const grace = deskOf(week, "Grace");
  // Her decisions go out at once: the task must not have the time to say that the key does not count any more.
  await grace.kill();
  await grace.restart(0);
  const requests = await askAll(week, plans);
  const rows = new Map<OpenRequest, Row>();
  for (const request of requests) rows.set(request, await waitForRow(grace, request));
  const [atOnce, ...offline] = week.environments;
  if (atOnce === undefined) throw new Error("There is no environment.");
  for (const environment of offline) await environment.cut(true);
  for (const [request, row] of rows) if (request.environment !== atOnce) await decideInVain(week, grace, request, row);
  for (const environment of offline) await revoke(environment);
  for (const [request, row] of rows)
    if (request.environment === atOnce) await decideInVain(week, grace, request, row, () => revoke(atOnce));
  await sleep(LIST_READ_MS);
  for (const environment of offline) await environment.cut(false);
  await untilAllAtRest(week);
  for (const [request, row] of rows) await takeBack(week, grace, request, row);
  await workThrough(week, []);
}

/** Decides what will not count; where the card is closed to her already, the next person is to decide. */
async function decideInVain(
  week: Week,
  desk: Desk,
  request: OpenRequest,
  row: Row,
  beforeClick?: () => Promise<void>,
): Promise<void> {
  const told = await ordinarily(desk, row, request, beforeClick);
  if (told.kind === "receipt") keepReceipt(week, desk, row, request);
  else request.done += 1;
}

/** What was never sent is withdrawn, and the gate is there for the next person; what has landed ended that round. */
async function takeBack(week: Week, desk: Desk, request: OpenRequest, row: Row): Promise<void> {
  const { page } = desk.current();
  const status = (await readDecision(page, row)) ?? "not decided";
  week.progress(`${row.title}: ${desk.name}'s decision is "${status}"`);
  if (status.startsWith("Delivered")) return;
  request.behind.delete(row.tokenId);
  if (status.startsWith("Parked")) await actOnDecision(page, row, "Withdraw");
}

/** Waits until no decision is on its way at any desk. */
export async function untilAllAtRest({ desks }: Pick<Week, "desks">): Promise<void> {
  for (const desk of desks) await untilAtRest(desk.current().page, REST_MS);
}

async function untilTimedOut({ environment, runIds }: OpenRequest): Promise<void> {
  await patiently(`the deadlines in ${environment.name}`, async () => {
    const tokens = await tokensOfRun(environment, runIds.at(-1) ?? "");
    return tokens.every(({ status }) => status === "TIMED_OUT") ? tokens : undefined;
  });
}

function deskOf({ desks }: Week, name: OperatorName): Desk {
  const desk = desks.find((one) => one.name === name);
  if (desk === undefined) throw new Error(`${name} is not at work.`);
  return desk;
}
