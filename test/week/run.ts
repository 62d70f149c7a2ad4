import { parseArgs } from "node:util";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { announce } from "#scripts/progress.ts";
import { createClosers } from "./closers.ts";
import { FEWEST_GATES } from "./share-week.ts";
import { workWeek } from "./week.ts";

// Two operators' week in real windows, and every source held against every other: npm run week -- [--gates N] [--seed S]
const { values } = parseArgs({
  options: { gates: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const gates = Number(values.gates);
if (!Number.isSafeInteger(gates) || gates < FEWEST_GATES)
  throw new RangeError(`--gates takes a whole number from ${FEWEST_GATES} on, not "${values.gates}".`);
const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") throw new Error(launch.reason);
const closers = createClosers();
// The group of whoever ends us is not that of our servers: they are ended one by one.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    announce(`ended by ${signal}; everything is being stopped`);
    void closers.closeAll().finally(() => process.exit(1));
  });
const plan = { gates, seed: Number(values.seed), progress: announce };
const { figures, mismatches } = await workWeek(launch.spec, plan, closers);
for (const { row, what } of mismatches) announce(`MISMATCH: ${row}: ${what}`);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = figures.mismatches === 0 ? 0 : 1;
