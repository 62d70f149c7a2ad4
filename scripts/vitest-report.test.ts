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

test("a failure is named, with the first lines of its reason", () => {
  const assertionResults = [
    { title: "pays once", status: "failed", failureMessages: [`expected 2 to be 1\n${"at\n".repeat(50)}`] },
    { title: "pays", status: "passed" },
  ];
  const testResults = [{ name: "a", status: "failed", assertionResults }];
  const { notes } = countReport("node", { ...clean, success: false, numFailedTests: 1, testResults });
  expect(notes.map((note) => note.split("\n")[0])).toEqual([
    "failed: 1 of the node tests",
    "failed: pays once: expected 2 to be 1",
  ]);
  expect(notes[1]?.split("\n")).toHaveLength(6);
});

test("a run that failed without naming a test is a failure", () => {
  expect(countReport("node", { ...clean, success: false })).toMatchObject({ failed: 1 });
});

test("a skipped test is never counted as passed", () => {
  expect(countReport("node", { ...clean, numPendingTests: 2 })).toMatchObject({ passed: 3, skipped: 2 });
});
