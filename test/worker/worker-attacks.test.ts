import { expect, onTestFinished, test } from "vitest";
import { runForge } from "#test/forge/run-forge.ts";
import { runFaults } from "#test/worker-faults/run-faults.ts";
import { modelCases } from "./worker-model-corpus.ts";
import { startModelEndpoint } from "./worker-model-endpoint.ts";
import { createOperator } from "./worker-operators.ts";
import { startWorkerSandbox } from "./worker-sandbox.ts";

// A share of `npm run forge` and `npm run worker:faults`, which try everything.

test("forged completions of waiting gates execute nothing and end no honest run", async () => {
  const sandbox = await startWorkerSandbox();
  onTestFinished(() => sandbox.stop());
  const failures: string[] = [];
  expect(await runForge(sandbox, 8, 4, (line) => failures.push(line))).toEqual({
    rounds: 8,
    executed: 0,
    killedHonestRuns: 0,
  });
  expect(failures).toEqual([]);
});

test("usable, repaired and useless answers of a model end as they must, with the rows they must", async () => {
  const endpoint = await startModelEndpoint();
  onTestFinished(() => endpoint.stop());
  const sandbox = await startWorkerSandbox({ model: endpoint.environment });
  onTestFinished(() => sandbox.stop());
  const operator = createOperator("ada");
  sandbox.list([operator.listed]);
  const cases = (["asked", "repaired", "incomplete"] as const).flatMap((outcome) =>
    modelCases.filter((one) => one.outcome === outcome).slice(-3),
  );
  const results: string[] = [];
  const figures = await runFaults({ sandbox, endpoint, operator }, cases, 4, (line) => results.push(line));
  expect(figures, results.join("\n")).toEqual({ answers: 9, asExpected: 9, rowsWrongly: 0 });
});
