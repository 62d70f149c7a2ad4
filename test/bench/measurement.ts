import { percentile } from "#test/mainjob/percentile.ts";

/** One line of `npm run bench`; the unit is part of the metric's name. */
export interface Measurement {
  readonly metric: string;
  readonly gates: number;
  readonly p50: number;
  readonly p95: number;
  /** How many samples there were: at least 30 of an event, 1 of a state. */
  readonly n: number;
  readonly limit: number | null;
  readonly ok: boolean;
}

/** Samples against a limit that their 95th percentile must not pass; null where the figure is only told. */
export function measured(metric: string, gates: number, samples: readonly number[], limit: number | null): Measurement {
  const p50 = round(percentile(samples, 0.5));
  const p95 = round(percentile(samples, 0.95));
  return { metric, gates, p50, p95, n: samples.length, limit, ok: limit === null || p95 <= limit };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
