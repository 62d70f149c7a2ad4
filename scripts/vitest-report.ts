import type { Outcome } from "./outcome.ts";

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { title: string; status: string; failureMessages?: string[] }[];
  }[];
}

const LINES_A_FAILURE = 6;

/**
 * Counts a report, and names each failure, so that the last lines of a long run say what to look at. A file that fails
 * before it has a test counts as one failure, and so does a run that says it failed without naming a test: an error
 * nobody caught must not come out as a clean sheet.
 */
export function countReport(label: string, report: VitestReport): Outcome {
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const named = report.numFailedTests + broken.length;
  const failed = named === 0 && !report.success ? 1 : named;
  const skipped = report.numPendingTests + report.numTodoTests;
  const notes = [
    ...(failed === 0 ? [] : [`failed: ${failed} of the ${label} tests`]),
    ...broken.map(({ name, message = "" }) => `failed: ${name}: ${firstLines(message)}`),
    ...report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === "failed")
      .map(({ title, failureMessages = [] }) => `failed: ${title}: ${firstLines(failureMessages.join("\n"))}`),
    ...(skipped === 0 ? [] : [`skipped: ${skipped} of the ${label} tests, by their own condition`]),
  ];
  return { passed: report.numPassedTests, failed, skipped, notes };
}

function firstLines(message: string): string {
  return message.split("\n").slice(0, LINES_A_FAILURE).join("\n    ");
}
