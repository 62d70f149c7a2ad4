import { spawn } from "node:child_process";
import type { DatabaseOptions } from "#adapters/sqlite/open-database.ts";
import { openStore } from "#test/fixtures/open-store.ts";
import { brokenPromises, isConsistent, parsePromises, type Promised } from "./promises.ts";
import { createSeededRandom } from "./seeded-random.ts";

/**
 * A command that decides until it is killed. It prints `ack DECISION_ID [ATTEMPTS]` on stdout, each after the call
 * returned that made the promise. The same database goes from round to round.
 */
export interface KillTarget {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly database: DatabaseOptions;
}

export interface KillReport {
  readonly rounds: number;
  readonly promised: number;
  /** Promises of any round that were not kept after it. */
  readonly lost: number;
  /** Rounds after which the database needed repair, or its audit chain did not fit its decisions. */
  readonly corrupt: number;
}

/** The longest that a round goes on behind its first promise, in milliseconds. */
const LONGEST_MS = 120;
const SILENT_MS = 60_000;

/** Kills the command with SIGKILL at a random instant of each round, and asks the database for everything promised so far. */
export async function killRounds(
  target: KillTarget,
  options: { readonly rounds: number; readonly seed: number },
): Promise<KillReport> {
  const random = createSeededRandom(options.seed);
  const promised = new Map<string, Promised>();
  const broken = new Set<string>();
  let corrupt = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    for (const promise of await killOnce(target, random() * LONGEST_MS)) promised.set(promise.decisionId, promise);
    const store = openStore(target.database);
    for (const { decisionId } of brokenPromises(store, [...promised.values()])) broken.add(decisionId);
    if (store.database.recovery.kind !== "none" || !isConsistent(store)) corrupt += 1;
    store.database.close();
  }
  return { rounds: options.rounds, promised: promised.size, lost: broken.size, corrupt };
}

/** The process gets a group of its own, so that the children it may have go with it. */
function killOnce(target: KillTarget, afterMs: number): Promise<Promised[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(target.command, target.args, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      env: target.env ?? process.env,
    });
    let output = "";
    let complaint = "";
    const kill = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    };
    const silence = setTimeout(kill, SILENT_MS);
    let timer: NodeJS.Timeout | undefined;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      timer ??= setTimeout(kill, afterMs);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint += text;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(silence);
      clearTimeout(timer);
      if (signal === "SIGKILL" && output !== "") resolve(parsePromises(output));
      else reject(new Error(`The process ended by itself (${String(code ?? signal)}) or never decided: ${complaint}`));
    });
  });
}
