/** What a step of `npm test` came to; every check, static or not, is one passed, failed or skipped. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** What a person must know about it: what failed, or why something was skipped. */
  notes: string[];
}

export function addOutcomes(outcomes: Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: outcomes.reduce((sum, outcome) => sum + outcome.failed, 0),
    skipped: outcomes.reduce((sum, outcome) => sum + outcome.skipped, 0),
    notes: outcomes.flatMap((outcome) => outcome.notes),
  };
}

/** The last line of `npm test`, in the form that others parse. */
function describeOutcome({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

/** Prints the notes and the last line, and makes a failure the command's own. */
export function reportOutcome(outcome: Outcome): void {
  for (const note of outcome.notes) process.stdout.write(`  ${note}\n`);
  process.stdout.write(`${describeOutcome(outcome)}\n`);
  if (outcome.failed > 0 || outcome.passed === 0) process.exitCode = 1;
}
