import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { NOTHING, sumFigures } from "./figures.ts";
import type { ShardOrder, ShardReport } from "./shard-order.ts";

/** Runs one shard in a thread of its own. */
export async function startShard(order: ShardOrder): Promise<ShardReport> {
  const worker = new Worker(new URL("shard.ts", import.meta.url), { workerData: order });
  const [report] = (await once(worker, "message")) as [ShardReport];
  await worker.terminate();
  return report;
}

/** The shards' reports as one. */
export function sumReports(reports: readonly ShardReport[]): ShardReport {
  const bySeed = (a: { seed: number }, b: { seed: number }): number => a.seed - b.seed;
  return {
    seeds: reports.reduce((sum, { seeds }) => sum + seeds, 0),
    figures: reports.reduce((sum, { figures }) => sumFigures(sum, figures), NOTHING),
    broken: reports.reduce((sum, { broken }) => sum + broken, 0),
    failures: reports.flatMap(({ failures }) => failures).toSorted(bySeed),
    traces: reports.flatMap(({ traces }) => traces).toSorted(bySeed),
  };
}
