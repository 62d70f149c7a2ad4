import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "./outcome.ts";
import { announce } from "./progress.ts";
import { projectPath } from "./project-root.ts";
import { runCommand } from "./run-command.ts";
import { countReport, type VitestReport } from "./vitest-report.ts";

const STATIC_MS = 300_000;
const PROJECT_MS = 2_400_000;

/** The checks that run nothing of ours: format, lint, types, and what is not used. Each is one passed or failed. */
export const staticChecks: readonly (readonly [name: string, command: string, args: string[]])[] = [
  ["format", "oxfmt", ["--check"]],
  ["lint", "oxlint", ["--type-aware", "--quiet"]],
  ["types without Node or DOM", "tsc", ["-p", "tsconfig.pure.json"]],
  ["types in the console's main process", "tsc", ["-p", "tsconfig.console.json"]],
  ["types on Node", "tsc", ["-p", "tsconfig.node.json"]],
  ["types in the window", "tsc", ["-p", "tsconfig.web.json"]],
  ["unused code and dependencies", "knip", []],
];

export async function runStaticCheck(name: string, command: string, args: string[]): Promise<Outcome> {
  announce(name);
  const result = await runCommand(projectPath("node_modules", ".bin", command), args, {
    env: environment(),
    timeoutMs: STATIC_MS,
  });
  if (result.code === 0) return { passed: 1, failed: 0, skipped: 0, notes: [] };
  process.stderr.write(`${result.stdout}${result.stderr}\n`);
  return { passed: 0, failed: 1, skipped: 0, notes: [`failed: ${name}`] };
}

/** Runs some vitest projects and counts what they report. */
export async function runProjects(projects: string[]): Promise<Outcome> {
  const label = projects.join(" and ");
  announce(`${label} tests`);
  const run = await runVitest(["--passWithNoTests", ...projects.flatMap((name) => ["--project", name])]);
  if (run.report !== undefined) return countReport(label, run.report);
  const isEmpty = run.code === 0;
  const notes = isEmpty ? [] : [`failed: ${label} tests gave no report`];
  return { passed: 0, failed: isEmpty ? 0 : 1, skipped: 0, notes };
}

/** Runs vitest with these arguments, its output shown; a run that ended before it could report has no report. */
export async function runVitest(args: string[]): Promise<{ code: number; report?: VitestReport }> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-test-"));
  const file = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { code } = await runCommand(vitest(), ["run", ...reporters, ...args], {
      env: environment(),
      timeoutMs: PROJECT_MS,
      output: "show",
    });
    return existsSync(file) ? { code, report: JSON.parse(readFileSync(file, "utf8")) as VitestReport } : { code };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Counts a project's tests without running them, for what this machine cannot run. */
export async function skipProject(project: string, reason: string): Promise<Outcome> {
  announce(`${project} tests skipped: ${reason}`);
  const listed = await runCommand(vitest(), ["list", "--json", "--project", project], { env: environment() });
  const start = listed.stdout.indexOf("[");
  const skipped = start < 0 ? 1 : (JSON.parse(listed.stdout.slice(start)) as unknown[]).length;
  return { passed: 0, failed: 0, skipped, notes: [`skipped: ${skipped} ${project} tests: ${reason}`] };
}

function vitest(): string {
  return projectPath("node_modules", ".bin", "vitest");
}

/** Tools run on the project's own Node, however this script was started. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${projectPath("node_modules", ".bin")}:${process.env["PATH"] ?? ""}`, NO_COLOR: "1" };
}
