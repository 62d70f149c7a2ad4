import { expect, test } from "vitest";
import { countReport, type VitestReport } from "./vitest-report.ts";

const clean: VitestReport = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

test("a clean report counts what passed", () => {
  expect(countReport("node", clean)).toEqual({ passed: 3, failed: 0, skipped: 0, notes: [] });
});

test("a file that fails before its first test is one failure", () => {
  const report = { ...clean, success: false, testResults: [{ name: "a", status: "failed", assertionResults: [] }] };
  expect(countReport("node", report)).toMatchObject({ passed: 3, failed: 1 });
});

test("a run that failed without naming a test is a failure", () => {
  expect(countReport("node", { ...clean, success: false })).toMatchObject({ failed: 1 });
});

test("a skipped test is never counted as passed", () => {
  expect(countReport("node", { ...clean, numPendingTests: 2 })).toMatchObject({ passed: 3, skipped: 2 });
});
