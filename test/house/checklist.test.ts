import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { judgePoints } from "#test/checklist/judge-points.ts";
import { pointGroups, points } from "#test/checklist/points.ts";
import { presentChecklist } from "#test/checklist/present-checklist.ts";
import { readProvingTests, testTitles } from "#test/checklist/read-tests.ts";

test("the checklist has 44 points, numbered in order", () => {
  const numbers = Array.from({ length: 44 }, (_, index) => String(index + 1).padStart(2, "0"));
  expect(points.map(({ number }) => number)).toEqual(numbers);
});

test("docs/checklist.md lists the points and exactly the tests that exist; `npm run checklist -- --write` writes it", () => {
  const written = existsSync("docs/checklist.md") ? readFileSync("docs/checklist.md", "utf8") : "";
  expect(written).toBe(presentChecklist(pointGroups, readProvingTests()));
});

test("every test under test/checklist names the point it proves", () => {
  const numbers = new Set(points.map(({ number }) => number));
  expect(readProvingTests().filter(({ number }) => !numbers.has(number))).toEqual([]);
});

test("titles are read from plain, parametrised, conditional and broken-up calls", () => {
  const source = [
    'test("01: plain", () => {});',
    'test.each(["a", "b"])("02: of %s", () => {});',
    'test.runIf(process.platform === "linux")(\n  "03: on Linux",\n  () => {},\n);',
    'test("04: with \\"quotes\\"", () => {});',
    'expect(text).toBe("05: no test");',
  ].join("\n");
  expect(testTitles(source)).toEqual(["01: plain", "02: of %s", "03: on Linux", '04: with "quotes"']);
});

test("a point holds when it has tests and all of them passed", () => {
  const results = (pairs: [string, string][]) => pairs.map(([title, status]) => ({ title, status }));
  const report = {
    success: false,
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      {
        name: "a",
        status: "failed",
        assertionResults: results([
          ["01: one", "passed"],
          ["01: two", "passed"],
          ["02: one", "passed"],
          ["02: two", "failed"],
          ["03: one", "skipped"],
        ]),
      },
    ],
  };
  expect(judgePoints(points.slice(0, 4), report).map(({ number, verdict }) => `${number} ${verdict}`)).toEqual([
    "01 passed",
    "02 failed",
    "03 skipped",
    "04 without a test",
  ]);
});
