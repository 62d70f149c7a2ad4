import process from "node:process";
import { parseArgs } from "node:util";
import { startWorkerSandbox } from "#test/worker/worker-sandbox.ts";
import { forgeries } from "./forgeries.ts";
import { runForge } from "./run-forge.ts";

/** Each waiting run is a process of its own; two cores are busy with fewer than this. */
const RUNS_AT_ONCE = 12;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "1000" } } });
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1)
  throw new RangeError(`--rounds takes a whole number from 1 on, not "${values.rounds}".`);

// The vendor's rate limit guards its servers, and here it would only slow the attack down.
const sandbox = await startWorkerSandbox({ args: ["--rate-limit", "10000000"] });
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void sandbox.stop().finally(() => process.exit(1)));
try {
  const figures = await runForge(sandbox, rounds, RUNS_AT_ONCE, console.error);
  console.log(`${forgeries.length} forgeries of ${new Set(forgeries.map(({ kind }) => kind)).size} kinds, in turn.`);
  console.log(JSON.stringify(figures));
  process.exitCode = figures.rounds === rounds && figures.executed === 0 && figures.killedHonestRuns === 0 ? 0 : 1;
} finally {
  await sandbox.stop();
}
