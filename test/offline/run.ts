import { parseArgs } from "node:util";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { announce } from "#scripts/progress.ts";
import { workOffline } from "./offline-job.ts";

// Decides in the real window through cuts, kills and rivals: npm run offline -- [--decisions N] [--seed S]
const { values } = parseArgs({
  options: { decisions: { type: "string", default: "100" }, seed: { type: "string", default: "1" } },
});
const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") throw new Error(launch.reason);
const { figures, findings } = await workOffline(launch.spec, {
  decisions: Number(values.decisions),
  seed: Number(values.seed),
  progress: announce,
});
for (const { fault, title, what } of findings) announce(`${fault}: ${title}: ${what}`);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = findings.length === 0 && figures.decisions >= Number(values.decisions) ? 0 : 1;
