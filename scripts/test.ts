import { pathToFileURL } from "node:url";
import { prepareLaunch } from "./launch-spec.ts";
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

const outcomes: Outcome[] = [];
for (const [name, command, args] of staticChecks) outcomes.push(await runStaticCheck(name, command, args));
outcomes.push(await runProjects(QUICK));
for (const project of await otherProjects()) outcomes.push(await runWhatIsPossible(project));
reportOutcome(addOutcomes(outcomes));

/** Every project of the configuration that the quick run leaves out, so that a new one cannot be forgotten here. */
async function otherProjects(): Promise<string[]> {
  const file = pathToFileURL(projectPath("vitest.config.ts")).href;
  const { default: config } = (await import(file)) as { default: { test: { projects: { test: { name: string } }[] } } };
  return config.test.projects.map((project) => project.test.name).filter((name) => !QUICK.includes(name));
}

async function runWhatIsPossible(project: string): Promise<Outcome> {
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
