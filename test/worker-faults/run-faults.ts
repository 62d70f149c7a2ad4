import type { ModelCase } from "#test/worker/worker-model-corpus.ts";
import { type FaultResult, type FaultTools, payThrough } from "./pay-through.ts";

export interface FaultFigures {
  readonly answers: number;
  readonly asExpected: number;
  readonly rowsWrongly: number;
}

/** Every case through the worker, `atOnce` at a time; `say` hears each result, in the order in which they end. */
export async function runFaults(
  tools: FaultTools,
  cases: readonly ModelCase[],
  atOnce: number,
  say: (line: string) => void,
): Promise<FaultFigures> {
  const results: FaultResult[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, cases.length) }, async () => {
      for (let index = next++; index < cases.length; index = next++) {
        const modelCase = cases[index];
        if (modelCase === undefined) return;
        try {
          const result = await payThrough(tools, `case-${index}`, modelCase);
          results.push(result);
          say(lineOf(result));
        } catch (error) {
          say(`NOT AS EXPECTED  ${modelCase.name}: ${String(error)}`);
        }
      }
    }),
  );
  return {
    answers: cases.length,
    asExpected: results.filter(({ outcome, expected }) => outcome === expected).length,
    rowsWrongly: results.reduce((sum, { rowsWrongly }) => sum + rowsWrongly, 0),
  };
}

function lineOf({ name, outcome, expected, rows }: FaultResult): string {
  const mark = outcome === expected ? "" : `NOT AS EXPECTED (${expected})  `;
  return `${mark}${outcome.padEnd(10)} ${rows === 1 ? "1 row " : `${rows} rows`}  ${name}`;
}
