import { setTimeout as sleep } from "node:timers/promises";
import type { Digest } from "#core/digest.ts";
import type { Receipt } from "./compare.ts";
import { type FatePorts, meetFate, turnBack } from "./fate.ts";
import type { GateSupply } from "./gate-supply.ts";
import { findPlaces, type OpenGate, readOpenGate } from "./open-gates.ts";
import type { PlannedGate } from "./planned-gates.ts";
import type { Shift } from "./shift.ts";
import { decideInWindow, readWaitingTitles, type WindowAnswer } from "./window-operator.ts";

export interface WorkPorts extends FatePorts {
  readonly supply: GateSupply;
  readonly shift: Shift;
  readonly random: () => number;
}

/** What a shift came to. */
export interface Work {
  readonly receipts: readonly Receipt[];
  /** The digest of each request that the operator was shown, by title. */
  readonly shownDigests: ReadonlyMap<string, Digest>;
  /** Receipts that were given while the network was cut. */
  readonly whileCut: number;
}

const OPEN_AT_ONCE = 12;
/** After so many decisions, at least and at most, one meets main's end at a random instant. */
const LEAST_BETWEEN_KILLS = 4;
const MOST_BETWEEN_KILLS = 10;
const KILL_FROM_MS = 500;
const KILL_WITHIN_MS = 700;
const COLD_START_MS = 8_000;
const DRY_MS = 300;
const PATIENCE_MS = 180_000;

/** Decides gate after gate until the window has given that many receipts, through cuts and kills. */
export async function decideUntilEnough(
  ports: WorkPorts,
  plan: { readonly decisions: number; readonly progress: (text: string) => void },
): Promise<Work> {
  const { supply, shift, network } = ports;
  const tried = new Set<string>();
  const receipts: Receipt[] = [];
  const shownDigests = new Map<string, Digest>();
  let whileCut = 0;
  let lastReceiptAt = Date.now();
  let nextKill = LEAST_BETWEEN_KILLS;
  while (receipts.length < plan.decisions) {
    if (Date.now() - lastReceiptAt > PATIENCE_MS) throw new Error(`No decision could be taken for ${PATIENCE_MS} ms.`);
    await supply.keepOpen(OPEN_AT_ONCE, tried);
    const gate = await nextGate(ports, tried);
    const open = gate && (await openGateNamed(ports, gate.title));
    if (gate === undefined || open === undefined) {
      await sleep(DRY_MS);
      continue;
    }
    tried.add(gate.title);
    shownDigests.set(gate.title, open.envelope.digest);
    await turnBack(ports, gate.fate, open);
    const isKilled = tried.size > nextKill;
    if (isKilled) nextKill += LEAST_BETWEEN_KILLS + ports.random() * (MOST_BETWEEN_KILLS - LEAST_BETWEEN_KILLS);
    const answer = await decide(ports, gate, isKilled);
    if (answer?.kind === "receipt") {
      receipts.push({ title: gate.title, verdict: gate.verdict });
      lastReceiptAt = Date.now();
      if (network.isCut()) whileCut += 1;
      if (receipts.length % 10 === 0) plan.progress(`${receipts.length} of ${plan.decisions} decided`);
    } else if (answer !== undefined)
      plan.progress(`${gate.title}: ${answer.kind === "refused" ? answer.words : "not open"}`);
    await meetFate(ports, gate.fate, open);
    if (isKilled) {
      // Every other life begins without a network, from what was on disk.
      if (shift.kills() % 2 === 1) await network.cut(COLD_START_MS);
      await shift.restart();
    }
  }
  return { receipts, shownDigests, whileCut };
}

/** Undefined where the console was killed before the window gave an answer. */
async function decide(
  { shift, random }: WorkPorts,
  gate: PlannedGate,
  isKilled: boolean,
): Promise<WindowAnswer | undefined> {
  const by = random() < 0.3 ? "key" : "mouse";
  const deciding = decideInWindow(shift.current().page, gate.title, { verdict: gate.verdict, by });
  if (!isKilled) return deciding;
  const answer = deciding.catch(() => undefined);
  await sleep(KILL_FROM_MS + random() * KILL_WITHIN_MS);
  await shift.kill();
  return answer;
}

/** One of the gates that the window shows; one whose deadline is to pass has its turn shortly before. */
async function nextGate(
  { shift, supply, random }: WorkPorts,
  tried: ReadonlySet<string>,
): Promise<PlannedGate | undefined> {
  const titles = await readWaitingTitles(shift.current().page);
  const gates = titles.flatMap((title) => (tried.has(title) ? [] : (supply.find(title) ?? [])));
  const ending = gates.filter(({ fate }) => fate === "deadline-passes");
  const others = gates.filter(({ fate }) => fate !== "deadline-passes");
  return ending.find(({ title }) => supply.isNearEnd(title)) ?? others[Math.floor(random() * others.length)];
}

async function openGateNamed({ server }: WorkPorts, title: string): Promise<OpenGate | undefined> {
  const place = (await findPlaces(server)).get(title);
  return place && readOpenGate(server, place);
}
