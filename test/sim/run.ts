import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { findBug } from "./bugs.ts";
import corpus from "./corpus.json" with { type: "json" };
import { huntBugs } from "./hunt-bugs.ts";
import type { SeedResult } from "./run-seed.ts";
import type { ShardReport } from "./shard-order.ts";
import { startShard, sumReports } from "./start-shard.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10000" },
    from: { type: "string", default: "1" },
    bug: { type: "string" },
    bugs: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
    /** Runs this many seeds on real SQLite files instead. */
    "real-sqlite": { type: "string" },
  },
});

const started = performance.now();
process.exitCode = values.bugs ? await hunt() : await simulate();

async function simulate(): Promise<number> {
  const onFiles = values["real-sqlite"];
  const seeds = wholeNumber("seeds", onFiles ?? values.seeds);
  const bug = values.bug === undefined ? {} : { bug: findBug(values.bug).name };
  const threads = Math.max(1, Math.min(availableParallelism(), seeds));
  const from = wholeNumber("from", values.from);
  const report = sumReports(
    await Promise.all(
      Array.from({ length: threads }, (_, index) =>
        startShard({
          from: from + index,
          step: threads,
          count: Math.ceil((seeds - index) / threads),
          // Seeds that found something once are run for ever.
          extra: corpus.filter((_, place) => place % threads === index),
          disk: onFiles === undefined ? "memory" : "sqlite",
          ...bug,
          untilCaught: false,
          keepTraces: values.trace,
        }),
      ),
    ),
  );
  for (const { seed, trace, hash } of report.traces) console.log(`${trace.join("\n")}\nseed ${seed} trace ${hash}`);
  for (const failure of report.failures.slice(0, 3)) printFailure(failure);
  console.log(JSON.stringify(summary(report)));
  return report.broken === 0 ? 0 : 1;
}

async function hunt(): Promise<number> {
  const found = await huntBugs({
    from: wholeNumber("from", values.from),
    seeds: 1_000,
    threads: availableParallelism(),
    tell: (line) => console.log(line),
  });
  console.log(JSON.stringify(found));
  return found.caught === found.of ? 0 : 1;
}

function summary({ seeds, figures, broken }: ShardReport) {
  return { seeds, ...figures, violations: broken, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

function printFailure({ seed, profile, violations, trace }: SeedResult): void {
  const first = violations[0];
  const place = trace.findIndex((line) => line.includes("VIOLATION"));
  console.log(`seed ${seed} breaks ${first?.invariant}: ${first?.what}`);
  console.log(`  profile ${JSON.stringify(profile)}`);
  console.log(`  ${trace.slice(Math.max(0, place - 20), place + 1).join("\n  ")}`);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new RangeError(`--${name} takes a whole number from 1 on, not "${text}".`);
}
