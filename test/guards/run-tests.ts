import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "#scripts/run-command.ts";

const PATIENCE_MS = 300_000;

/** What the tests said: a file that does not even load is `broken`, and has noticed nothing. */
export type TestVerdict =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly tests: readonly string[] }
  | { readonly kind: "broken"; readonly said: string };

interface Report {
  readonly testResults: { readonly assertionResults: { readonly fullName: string; readonly status: string }[] }[];
}

/** Runs these test files of one vitest project in a checkout. */
export async function runTests(folder: string, project: string, files: readonly string[]): Promise<TestVerdict> {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const vitest = join(folder, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--project", project, "--reporter=json", `--outputFile.json=${report}`, ...files];
  const run = await runCommand(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
    timeoutMs: PATIENCE_MS,
  });
  if (!existsSync(report)) return { kind: "broken", said: lastLines(run.stdout + run.stderr) };
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
  if (failed.length > 0) return { kind: "failed", tests: failed };
  return run.code === 0 && tests.length > 0
    ? { kind: "passed" }
    : { kind: "broken", said: lastLines(run.stdout + run.stderr) };
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-15).join("\n");
}
