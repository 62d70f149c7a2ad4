import { parseArgs } from "node:util";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { openBenchConsole } from "./bench-console.ts";
import { measureAudit } from "./measure-audit.ts";
import { measureDecisions } from "./measure-decisions.ts";
import { measureIpc } from "./measure-ipc.ts";
import { measureKeys } from "./measure-keys.ts";
import { measureNaive } from "./measure-naive.ts";
import { measureRest } from "./measure-rest.ts";
import { measureUndo } from "./measure-undo.ts";
import { measureWindow } from "./measure-window.ts";
import { type Measurement, measured } from "./measurement.ts";
import { startTrivialPage } from "./trivial-page.ts";

// `npm run bench`: one JSON line a figure, on the real window; `-- --gates 10` for one size alone.
const STARTS = 30;
const START_LIMIT_MS = 1_500;
/** Or so many times what this machine takes for a page that does nothing. */
const TRIVIAL_FACTOR = 1.5;

const { values } = parseArgs({ options: { gates: { type: "string", multiple: true } } });
const sizes = (values.gates ?? ["10", "1000", "10000"]).map(Number);

const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") throw new Error(launch.reason);
let ok = true;
const trivial = measured("start of a trivial page, ms", 0, await startTrivialPage(launch.spec, STARTS), null);
tell([trivial]);
tell(measureAudit());
const startLimit = Math.max(START_LIMIT_MS, TRIVIAL_FACTOR * trivial.p50);
for (const gates of sizes) {
  const bench = await openBenchConsole(launch.spec, gates);
  try {
    const starts: number[] = [];
    for (let round = 0; round < STARTS; round += 1) starts.push(await bench.restart());
    tell([measured("start to usable queue, ms", gates, starts, startLimit)]);
    await bench.swept();
    tell(await measureRest(bench, gates));
    const keys = await measureKeys(bench.page, gates);
    tell(keys);
    tell(await measureNaive(launch.spec, gates, keys));
    const { measurements, deliveredLimit } = await measureDecisions(bench, gates);
    tell(measurements);
    tell(await measureIpc(bench, gates));
    tell(await measureWindow(bench, gates));
    tell(await measureUndo(bench, gates, deliveredLimit));
  } finally {
    await bench.close();
  }
}
process.exitCode = ok ? 0 : 1;

function tell(measurements: readonly Measurement[]): void {
  for (const measurement of measurements) {
    process.stdout.write(`${JSON.stringify(measurement)}\n`);
    ok &&= measurement.ok;
  }
}
