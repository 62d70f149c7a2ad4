import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { announce } from "#scripts/progress.ts";
import { projectPath } from "#scripts/project-root.ts";
import { ensureSystemPackages } from "#scripts/system-packages.ts";
import { runVitest } from "#scripts/test-steps.ts";
import { judgePoints } from "./judge-points.ts";
import { pointGroups, points } from "./points.ts";
import { presentChecklist } from "./present-checklist.ts";
import { readProvingTests } from "./read-tests.ts";

// Runs the tests of the window's 44 points and counts the points that hold: npm run checklist
// `-- --write` writes docs/checklist.md from the points and the tests that exist, and runs nothing.
const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
if (values.write) writeFileSync(projectPath("docs", "checklist.md"), presentChecklist(pointGroups, readProvingTests()));
else await countPoints();

async function countPoints(): Promise<void> {
  const system = await ensureSystemPackages(["window", "desktop", "browser"]);
  if (system.kind === "missing") announce(system.reason);
  const { report } = await runVitest(["test/checklist/", "--project", "web", "--project", "e2e"]);
  if (report === undefined) throw new Error("The checklist's tests gave no report.");
  const judged = judgePoints(points, report);
  for (const { number, promise, verdict, wanting } of judged)
    announce([`${number} ${verdict}: ${promise}`, ...wanting.map((title) => `  ${title}`)].join("\n"));
  const passed = judged.filter(({ verdict }) => verdict === "passed").length;
  process.stdout.write(`${JSON.stringify({ points: points.length, passed })}\n`);
  process.exitCode = passed === points.length && report.success ? 0 : 1;
}
