import { bugs, type SeededBug } from "./bugs.ts";
import { startShard } from "./start-shard.ts";

export interface HuntOptions {
  readonly from: number;
  /** Seeds in which a bug must be caught. */
  readonly seeds: number;
  readonly threads: number;
  readonly only?: readonly string[];
  readonly tell: (line: string) => void;
}

/** Puts each bug into the real code in turn and counts those that the simulation notices. */
export async function huntBugs(options: HuntOptions): Promise<{ readonly of: number; readonly caught: number }> {
  const hunted = bugs.filter(({ name }) => options.only === undefined || options.only.includes(name));
  const waiting = [...hunted];
  let caught = 0;

  async function hunter(): Promise<void> {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
      const line = await hunt(bug, options);
      if (line.startsWith("caught")) caught += 1;
      options.tell(line);
    }
  }

  await Promise.all(Array.from({ length: options.threads }, hunter));
  return { of: hunted.length, caught };
}

async function hunt(bug: SeededBug, { from, seeds }: HuntOptions): Promise<string> {
  const report = await startShard({
    from,
    step: 1,
    count: seeds,
    extra: [],
    disk: "memory",
    bug: bug.name,
    untilCaught: true,
    keepTraces: false,
  });
  const failure = report.failures[0];
  const violation = failure?.violations[0];
  if (failure === undefined || violation === undefined) return `SURVIVED ${bug.name}: ${seeds} seeds`;
  return `caught ${bug.name}: seed ${failure.seed}, ${violation.invariant}: ${violation.what}`.split("\n")[0] ?? "";
}
