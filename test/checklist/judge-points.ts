import type { VitestReport } from "#scripts/vitest-report.ts";
import type { Point } from "./points.ts";
import { splitTitle } from "./read-tests.ts";

export interface JudgedPoint extends Point {
  readonly verdict: "passed" | "failed" | "skipped" | "without a test";
  /** The sentences that did not pass. */
  readonly wanting: readonly string[];
}

/** What the runner's report says about each point: a point holds when it has a test and every test of it passed. */
export function judgePoints(points: readonly Point[], report: VitestReport): JudgedPoint[] {
  const ran = report.testResults.flatMap((file) => file.assertionResults);
  return points.map((point) => {
    const own = ran.filter(({ title }) => splitTitle(title).number === point.number);
    const wanting = own.filter(({ status }) => status !== "passed");
    return { ...point, verdict: verdictOf(own.length, wanting), wanting: wanting.map(({ title }) => title) };
  });
}

function verdictOf(ran: number, wanting: readonly { status: string }[]): JudgedPoint["verdict"] {
  if (ran === 0) return "without a test";
  if (wanting.length === 0) return "passed";
  return wanting.some(({ status }) => status === "failed") ? "failed" : "skipped";
}
