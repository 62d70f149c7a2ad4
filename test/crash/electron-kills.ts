import type { ApiClient } from "@trigger.dev/core/v3";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TokenId } from "#core/identifiers.ts";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { discardHome } from "#test/canary/leftovers.ts";
import { request } from "#test/console/gates.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { tellConsole } from "./ask-console.ts";
import { untilAtRest } from "./at-rest.ts";
import { readCrashImage } from "./crash-image.ts";
import { decideUntilKilled } from "./decide-until-killed.ts";
import { openDesktopSession } from "./desktop-session.ts";
import { freezeBuild } from "./frozen-build.ts";
import { type KillableConsole, launchConsole } from "./killable-console.ts";
import type { KillReport } from "./kill-rounds.ts";
import { brokenPromises, isConsistent, type Promised } from "./promises.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { readServerToken } from "./server-token.ts";
import { isTrueEnd } from "./true-ends.ts";

export interface ElectronKillReport extends KillReport {
  /** Decisions on disk whose state, after everything came to rest, is not what the server's token shows. */
  readonly untrue: number;
}

interface KillOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

/** Consoles that are killed side by side, each with a home of its own: one starts while another is deciding. */
const LANES = 2;
const GATES_A_LIFE = 3;
const GATES_AT_ONCE = 30;
const SETTLE_MS = 120_000;

/**
 * Kills the real Electron main process with SIGKILL while it records decisions, once a round. After each kill its
 * database is asked for everything that was acknowledged so far; after the last, the server's tokens for every end.
 */
export async function killElectronRounds(launch: LaunchSpec, options: KillOptions): Promise<ElectronKillReport> {
  const build = await freezeBuild(launch);
  const sandbox = await startSandbox({ args: ["--no-worker", "--rate-limit", "1000000"] });
  try {
    const rounds = { left: options.rounds };
    const lanes = Array.from({ length: Math.min(LANES, options.rounds) }, (_, index) =>
      runLane({
        spec: build.spec,
        sandbox,
        rounds,
        random: createSeededRandom(options.seed + index),
        progress: options.progress,
      }),
    );
    return addReports(await allOrFirstFailure(lanes));
  } finally {
    await sandbox.stop();
    await build.remove();
  }
}

interface Lane {
  readonly spec: LaunchSpec;
  readonly sandbox: StartedSandbox;
  /** Shared by the lanes. */
  readonly rounds: { left: number };
  readonly random: () => number;
  readonly progress: (text: string) => void;
}

/** A lane that fails must not take the server away from the others while they are at it. */
async function allOrFirstFailure<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

async function runLane(lane: Lane): Promise<ElectronKillReport> {
  const home = await mkdtemp(join(tmpdir(), "countersign-kill-"));
  const session = await openDesktopSession(home, lane.spec.env);
  const started: KillableConsole[] = [];
  try {
    return await killAgainAndAgain(lane, home, async (env) => {
      const console = await launchConsole(lane.spec, session, env);
      started.push(console);
      return console;
    });
  } finally {
    await started.at(-1)?.kill9();
    await session.close();
    discardHome(home);
  }
}

async function killAgainAndAgain(
  { rounds, random, sandbox, progress }: Lane,
  home: string,
  launch: (env: Readonly<Record<string, string>>) => Promise<KillableConsole>,
): Promise<ElectronKillReport> {
  const start = (undoSeconds: number, secretKey?: string): Promise<KillableConsole> =>
    launch({
      COUNTERSIGN_HOME: home,
      COUNTERSIGN_UNDO_SECONDS: String(undoSeconds),
      TRIGGER_API_URL: sandbox.ready().url,
      ...(secretKey !== undefined && { TRIGGER_SECRET_KEY: secretKey }),
    });
  const promised = new Map<string, Promised>();
  const broken = new Set<string>();
  const waiting: TokenId[] = [];
  let done = 0;
  let corrupt = 0;

  const first = await start(0, sandbox.ready().secretKey);
  const { operator } = await tellConsole(first.page, "session.get", {});
  await first.close();
  while (rounds.left > 0) {
    rounds.left -= 1;
    if (waiting.length < GATES_A_LIFE) waiting.push(...(await writeGates(sandbox, operator.keyId)));
    // Every fourth life holds its decisions for a moment first: that, too, has to survive.
    const console = await start(random() < 0.25 ? 1 : 0);
    const life = await decideUntilKilled(console, waiting.slice(0, GATES_A_LIFE), random);
    for (const promise of life.promised) promised.set(promise.decisionId, promise);
    for (const tokenId of life.done) waiting.splice(waiting.indexOf(tokenId), 1);
    const image = readCrashImage(home, (store) => ({
      broken: brokenPromises(store, [...promised.values()]),
      sound: store.database.recovery.kind === "none" && isConsistent(store),
    }));
    for (const { decisionId } of image.broken) broken.add(decisionId);
    if (!image.sound) corrupt += 1;
    done += 1;
    if (done % 10 === 0) progress(`${rounds.left} kills left; this console lost ${broken.size} decisions`);
  }
  const last = await start(0);
  await untilAtRest(last.page, SETTLE_MS);
  await last.close();
  const untrue = await countUntrue(home, sandbox.api());
  return { rounds: done, promised: promised.size, lost: broken.size, corrupt, untrue };
}

async function writeGates(sandbox: StartedSandbox, keyId: string): Promise<TokenId[]> {
  const gates = Array.from({ length: GATES_AT_ONCE }, () => ({ request: request(), timeout: "2h", accepts: [keyId] }));
  return (await controlSandbox(sandbox.ready()).writeExactGates(gates)).map(({ tokenId }) => tokenId);
}

async function countUntrue(home: string, server: ApiClient): Promise<number> {
  let untrue = 0;
  for (const entry of readCrashImage(home, (store) => store.outbox.recent(-1)))
    if (!isTrueEnd(entry, await readServerToken(server, entry.tokenId))) untrue += 1;
  return untrue;
}

function addReports(reports: readonly ElectronKillReport[]): ElectronKillReport {
  const sum = (count: (report: ElectronKillReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  return {
    rounds: sum(({ rounds }) => rounds),
    promised: sum(({ promised }) => promised),
    lost: sum(({ lost }) => lost),
    corrupt: sum(({ corrupt }) => corrupt),
    untrue: sum(({ untrue }) => untrue),
  };
}
