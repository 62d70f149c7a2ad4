import process from "node:process";
import { modelCases, slowModelCases } from "#test/worker/worker-model-corpus.ts";
import { startModelEndpoint } from "#test/worker/worker-model-endpoint.ts";
import { createOperator } from "#test/worker/worker-operators.ts";
import { startWorkerSandbox } from "#test/worker/worker-sandbox.ts";
import { runFaults } from "./run-faults.ts";

/** Each run is a process of its own; two cores are busy with fewer than this. */
const RUNS_AT_ONCE = 12;

const endpoint = await startModelEndpoint();
// The vendor's rate limit guards its servers, and here it would only slow the corpus down.
const sandbox = await startWorkerSandbox({ args: ["--rate-limit", "10000000"], model: endpoint.environment });
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void sandbox.stop().finally(() => process.exit(1)));
try {
  const operator = createOperator("ada");
  sandbox.list([operator.listed]);
  // The slow ones first: they mostly wait, and the others run meanwhile.
  const cases = [...slowModelCases, ...modelCases];
  const figures = await runFaults({ sandbox, endpoint, operator }, cases, RUNS_AT_ONCE, console.log);
  console.log(JSON.stringify(figures));
  process.exitCode = figures.asExpected === figures.answers && figures.rowsWrongly === 0 ? 0 : 1;
} finally {
  await sandbox.stop();
  await endpoint.stop();
}
