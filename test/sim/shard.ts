import { parentPort, workerData } from "node:worker_threads";
import { installBug } from "./bug-hook.ts";
import { NOTHING, sumFigures } from "./figures.ts";
import type { SeedResult } from "./run-seed.ts";
import type { ShardOrder, ShardReport } from "./shard-order.ts";

const KEPT_FAILURES = 5;

const order = workerData as ShardOrder;
if (order.bug !== undefined) installBug(order.bug);
// Only now: the modules of the console must come through the hook that puts the bug in.
const { runSeed } = await import("./run-seed.ts");
const { createMemoryDisk } = await import("./disk.ts");
const { createSqliteDisk } = await import("./sqlite-disk.ts");

parentPort?.postMessage(await runShard(), []);

async function runShard(): Promise<ShardReport> {
  const makeDisk = order.disk === "sqlite" ? createSqliteDisk : createMemoryDisk;
  const failures: SeedResult[] = [];
  const traces: SeedResult[] = [];
  let figures = NOTHING;
  let seeds = 0;
  let broken = 0;
  const ordinary = Array.from({ length: order.count }, (_, index) => order.from + index * order.step);
  for (const seed of [...ordinary, ...order.extra]) {
    const result = await runSeed(seed, makeDisk);
    seeds += 1;
    figures = sumFigures(figures, result.figures);
    if (order.keepTraces) traces.push(result);
    if (result.violations.length === 0) continue;
    broken += 1;
    if (failures.length < KEPT_FAILURES) failures.push(result);
    if (order.untilCaught) break;
  }
  return { seeds, figures, broken, failures, traces: traces.map(({ seed, trace, hash }) => ({ seed, trace, hash })) };
}
