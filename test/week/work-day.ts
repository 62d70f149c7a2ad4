import { setTimeout as sleep } from "node:timers/promises";
import type { ReceiptFact } from "./evidence.ts";
import { type Board, isOf, nextStep, type OpenRequest } from "./board.ts";
import type { Desk } from "./desk.ts";
import type { PlannedRequest } from "./planned-requests.ts";
import { requestKinds } from "./request-kinds.ts";
import type { WeekEnvironment } from "./week-environment.ts";
import { decideOnCard, type Intention, readRows, type Row, searchRows, type Told } from "./work-at-window.ts";

/** What a window told its operator, before it is known how it ends. */
export type Receipt = Omit<ReceiptFact, "finally">;

/** The parts that a week goes through. */
export interface Week {
  readonly environments: readonly WeekEnvironment[];
  readonly desks: readonly Desk[];
  readonly board: Board;
  readonly receipts: Receipt[];
  readonly random: () => number;
  readonly progress: (text: string) => void;
}

/** Runs that wait at once in one environment: each is a process. */
const OPEN_AT_ONCE = 5;
const LOOK_MS = 250;
/** After so many looks in vain the list is searched instead of read. */
const LOOKS_BEFORE_SEARCH = 8;
const PATIENCE_MS = 240_000;
const REASON = "Not as it was ordered.";

/** Opens gates a few at a time, spread over the environments, and has both operators decide them until none is left. */
export async function workThrough(
  week: Week,
  plans: readonly PlannedRequest[],
  /** Decides instead of the ordinary way, where it answers. */
  decide: (desk: Desk, row: Row, request: OpenRequest) => Promise<Told> = ordinarily,
): Promise<void> {
  const asking = Promise.all(
    spread(week, plans).map(({ environment, plans: own }) => askInTurn(week, environment, own)),
  );
  let isAsking = true;
  const asked = asking.finally(() => (isAsking = false));
  const isOver = (): boolean => !isAsking && week.environments.every((one) => week.board.openIn(one) === 0);
  await Promise.all([asked, ...week.desks.map((desk) => workAtDesk(week, desk, isOver, decide))]);
}

/** The plans by environment, in turn. */
function spread(
  { environments }: Pick<Week, "environments">,
  plans: readonly PlannedRequest[],
): { environment: WeekEnvironment; plans: PlannedRequest[] }[] {
  return environments.map((environment, index) => ({
    environment,
    plans: plans.filter((_plan, at) => at % environments.length === index),
  }));
}

/** Starts the run of each plan at once. */
export async function askAll(week: Week, plans: readonly PlannedRequest[]): Promise<OpenRequest[]> {
  const opened = await Promise.all(
    spread(week, plans).map(async ({ environment, plans: own }) => {
      const requests: OpenRequest[] = [];
      for (const plan of own) requests.push(await askFor(week, environment, plan));
      return requests;
    }),
  );
  return opened.flat();
}

/** The row of that request in the operator's window, once it is there. */
export async function waitForRow(desk: Desk, request: OpenRequest): Promise<Row> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
    const rows = await searchRows(desk.current().page, requestKinds[request.plan.kind].mark(request.plan));
    const row = rows.find((one) => isOf(request, one));
    if (row !== undefined) return row;
  }
  throw new Error(`${desk.name}'s window never showed ${requestKinds[request.plan.kind].mark(request.plan)}.`);
}

/** Waits until each of them is in the window of whoever is to decide it. */
export async function waitForRows({ desks }: Pick<Week, "desks">, requests: readonly OpenRequest[]): Promise<void> {
  for (const desk of desks)
    for (const request of requests) if (nextStep(request)?.by === desk.name) await waitForRow(desk, request);
}

/** Opens the card and does what the plan says. */
export function ordinarily(
  desk: Desk,
  row: Row,
  request: OpenRequest,
  beforeClick?: () => Promise<void>,
): Promise<Told> {
  return decideOnCard(desk.current().page, row, { ...intentionOf(request), ...(beforeClick && { beforeClick }) });
}

/** What is told of a decision is kept, and the request goes on to its next step. */
export function keepReceipt(week: Week, desk: Desk, row: Row, request: OpenRequest): void {
  const { verdict, edit } = intentionOf(request);
  week.receipts.push({
    operator: desk.name,
    ...row,
    verdict,
    written: edit === undefined ? [] : [edit.value],
  });
  request.done += 1;
  request.behind.add(row.tokenId);
  if (week.receipts.length % 10 === 0) week.progress(`${week.receipts.length} decisions taken`);
}

function intentionOf(request: OpenRequest): Intention {
  const step = nextStep(request);
  if (step === undefined) throw new Error("Nothing is left to decide on this request.");
  const { label, value } = requestKinds[request.plan.kind].edit;
  return {
    verdict: step.verdict,
    reason: REASON,
    ...(step.edits === true && { edit: { label, value: value(request.plan) } }),
  };
}

async function askInTurn(week: Week, environment: WeekEnvironment, plans: readonly PlannedRequest[]): Promise<void> {
  for (const plan of plans) {
    while (week.board.openIn(environment) >= OPEN_AT_ONCE) await sleep(LOOK_MS);
    await askFor(week, environment, plan);
  }
}

async function askFor({ board }: Week, environment: WeekEnvironment, plan: PlannedRequest): Promise<OpenRequest> {
  await environment.prepare(plan);
  return board.add(plan, environment, await environment.ask(plan));
}

async function workAtDesk(
  week: Week,
  desk: Desk,
  isOver: () => boolean,
  decide: (desk: Desk, row: Row, request: OpenRequest) => Promise<Told>,
): Promise<void> {
  const { board } = week;
  let inVain = 0;
  let lastAt = Date.now();
  while (!isOver()) {
    const [next] = board.due(desk.name);
    if (next === undefined) lastAt = Date.now();
    if (Date.now() - lastAt > PATIENCE_MS)
      throw new Error(
        `${desk.name} could decide nothing for ${PATIENCE_MS / 1_000} s; ${wordsOf(board.due(desk.name))}.`,
      );
    const { page } = desk.current();
    const mustSearch = next !== undefined && inVain >= LOOKS_BEFORE_SEARCH;
    const rows = mustSearch
      ? await searchRows(page, requestKinds[next.plan.kind].mark(next.plan))
      : await readRows(page);
    const chosen = board.choose(desk.name, rows);
    if (chosen === undefined) {
      inVain = mustSearch ? 0 : inVain + 1;
      await sleep(LOOK_MS);
      continue;
    }
    inVain = 0;
    const told = await decide(desk, chosen.row, chosen.request);
    if (told.kind === "receipt") {
      lastAt = Date.now();
      keepReceipt(week, desk, chosen.row, chosen.request);
    } else week.progress(`${desk.name}, ${chosen.row.title}: ${told.kind === "refused" ? told.words : "not open"}`);
  }
}

function wordsOf(requests: readonly OpenRequest[]): string {
  return requests
    .map(({ plan, environment }) => `${requestKinds[plan.kind].mark(plan)} in ${environment.name}`)
    .join(", ");
}
