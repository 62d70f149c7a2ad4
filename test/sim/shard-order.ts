import type { Figures } from "./figures.ts";
import type { SeedResult } from "./run-seed.ts";

/** What one worker thread is to run: every `step`-th seed from `from` on, `count` of them, then the extra ones. */
export interface ShardOrder {
  readonly from: number;
  readonly step: number;
  readonly count: number;
  readonly extra: readonly number[];
  readonly disk: "memory" | "sqlite";
  /** The seeded bug to run with. */
  readonly bug?: string;
  /** Ends at the first violation. */
  readonly untilCaught: boolean;
  readonly keepTraces: boolean;
}

export interface ShardReport {
  readonly seeds: number;
  readonly figures: Figures;
  /** How many seeds broke an invariant, and the first of them whole. */
  readonly broken: number;
  readonly failures: readonly SeedResult[];
  readonly traces: readonly Pick<SeedResult, "seed" | "trace" | "hash">[];
}
