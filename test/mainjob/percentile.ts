/** The value that this share of the samples does not exceed (nearest rank), rounded to a tenth. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error("There are no samples.");
  return Math.round(value * 10) / 10;
}
