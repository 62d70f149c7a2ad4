import { parseArgs } from "node:util";
import { type MainJobFigures, runMainJob } from "./main-job.ts";

const { values } = parseArgs({
  options: {
    approvals: { type: "string", default: "100" },
    rejections: { type: "string", default: "10" },
    expiries: { type: "string", default: "5" },
  },
});

const figures = await runMainJob({
  approvals: Number(values.approvals),
  rejections: Number(values.rejections),
  expiries: Number(values.expiries),
  progress: (text) => process.stderr.write(`${text}\n`),
});
process.stdout.write(`${JSON.stringify(figures)}\n`);
const missed = missedGoals(figures);
for (const goal of missed) process.stderr.write(`missed: ${goal}\n`);
process.exitCode = missed.length === 0 ? 0 : 1;

/** The goals of the main job that these figures do not reach, in words. */
function missedGoals(figures: MainJobFigures): string[] {
  const goals: Record<string, boolean> = {
    "one row for each approval": isEach(figures.rowsPerApprove, 1),
    "no row for a rejection": isEach(figures.rowsPerReject, 0),
    "no row for an expiry": isEach(figures.rowsPerExpiry, 0),
    "delivered within 110 ms or twice the floor":
      figures.clickToDeliveredMs <= 110 || figures.clickToDeliveredMs <= 2 * figures.floorMs,
    "a paused run uses at most 0.5 % of a processor": figures.pausedCpuPercent <= 0.5,
    "no model call while paused": figures.modelCallsWhilePaused === 0,
    "keys under the keychain": figures.storedKeyPrefix === "v11",
  };
  return Object.entries(goals)
    .filter(([, reached]) => !reached)
    .map(([goal]) => goal);
}

/** Where no run of that kind was asked for, there is none to be wrong. */
function isEach(rows: MainJobFigures["rowsPerApprove"], wanted: number): boolean {
  return typeof rows === "number" ? rows === wanted : rows.length === 0;
}
