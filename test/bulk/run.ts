import { parseArgs } from "node:util";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { announce } from "#scripts/progress.ts";
import { decideInBulk, VENDOR_PER_MINUTE } from "./bulk-job.ts";

// Decides many gates at once in the real window: npm run bulk -- [--gates N] [--rate-limit REQUESTS_A_MINUTE]
const { values } = parseArgs({
  options: {
    gates: { type: "string", default: "500" },
    "rate-limit": { type: "string", default: String(VENDOR_PER_MINUTE) },
  },
});
const MOST_SECONDS = 60;
const gates = Number(values.gates);
const launch = await prepareLaunch(Date.now());
if (launch.kind === "impossible") throw new Error(launch.reason);
const figures = await decideInBulk(launch.spec, {
  gates,
  perMinute: Number(values["rate-limit"]),
  progress: announce,
});
process.stdout.write(`${JSON.stringify(figures)}\n`);
const missed = Object.entries({
  "every selected gate delivered": figures.delivered === gates,
  "no 429 given up on": figures.gaveUpOn429 === 0,
  "nothing waits at the server": figures.stillWaitingAtServer === 0,
  [`at most ${MOST_SECONDS} s from the confirming key`]: figures.seconds <= MOST_SECONDS,
}).flatMap(([goal, reached]) => (reached ? [] : [goal]));
for (const goal of missed) announce(`missed: ${goal}`);
process.exitCode = missed.length === 0 ? 0 : 1;
