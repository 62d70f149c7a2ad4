import { pathToFileURL } from "node:url";
import { prepareLaunch } from "./launch-spec.ts";
import { oldestPostgresMissing } from "./oldest-postgres.ts";
import { addOutcomes, type Outcome, reportOutcome } from "./outcome.ts";
import { projectPath } from "./project-root.ts";
import { ensureSystemPackages, type SystemNeed } from "./system-packages.ts";
import { runProjects, runStaticCheck, skipProject, staticChecks } from "./test-steps.ts";

// The projects that need more than Node, and what they need.
const NEEDS: Readonly<Record<string, SystemNeed[]>> = {
  e2e: ["window", "desktop"],
  web: ["browser"],
  package: ["window", "desktop"],
};
const QUICK = ["node", "window", "house"];
// What runs longest begins first. Most of it is waiting, for deadlines and for processes to start, so two run side by side.
const LONG = ["worker", "web", "e2e", "worker-15"];
const SIDE_BY_SIDE = 2;

const outcomes: Outcome[] = [];
for (const [name, command, args] of staticChecks) outcomes.push(await runStaticCheck(name, command, args));
outcomes.push(await runProjects(QUICK));
// Once, before anything runs beside it: two installations at once would find the system's lock taken.
await ensureSystemPackages([...new Set(Object.values(NEEDS).flat())]);
const others = await otherProjects();
const waiting = [...LONG, ...others.filter((project) => !LONG.includes(project))];
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, takeProjects));
reportOutcome(addOutcomes(outcomes));

async function takeProjects(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift())
    outcomes.push(await runWhatIsPossible(project));
}

/** Every project of the configuration that the quick run leaves out, so that a new one cannot be forgotten here. */
async function otherProjects(): Promise<string[]> {
  const file = pathToFileURL(projectPath("vitest.config.ts")).href;
  const { default: config } = (await import(file)) as { default: { test: { projects: { test: { name: string } }[] } } };
  return config.test.projects.map((project) => project.test.name).filter((name) => !QUICK.includes(name));
}

async function runWhatIsPossible(project: string): Promise<Outcome> {
  if (project === "worker-15" && oldestPostgresMissing !== undefined)
    return skipProject(project, oldestPostgresMissing);
  const needs = NEEDS[project] ?? [];
  const system = await ensureSystemPackages(needs);
  if (system.kind === "missing") return skipProject(project, system.reason);
  if (!needs.includes("window")) return runProjects([project]);
  try {
    const launch = await prepareLaunch(Date.now());
    return launch.kind === "impossible" ? await skipProject(project, launch.reason) : await runProjects([project]);
  } catch (error) {
    // A console that cannot be built is a failure, and no reason to lose the counts of everything else.
    const reason = error instanceof Error ? error.message : String(error);
    return { passed: 0, failed: 1, skipped: 0, notes: [`failed: ${project} tests could not start: ${reason}`] };
  }
}
