import { expect, test } from "vitest";
import { judgeHaste, summariseInsight } from "#core/insight.ts";

const DAY = 24 * 60 * 60_000;
const MONDAY = Date.UTC(2026, 10, 16);
const weeks = [MONDAY - 7 * DAY, MONDAY];

function decision(at: number, change: { approve?: boolean; waited?: number; onCard?: number } = {}) {
  return { at, isApproval: change.approve ?? true, waitedMs: change.waited, onCardMs: change.onCard };
}

test("decisions, expiries and context switches are counted in their week, and approvals in their hour", () => {
  const summary = summariseInsight({
    decisions: [decision(MONDAY - 1), decision(MONDAY), decision(MONDAY + DAY, { approve: false })],
    switches: [MONDAY - 8 * DAY, MONDAY - 1, MONDAY + 1, MONDAY + 2],
    expiries: [MONDAY + DAY],
    weeks,
    hourOf: (at) => new Date(at).getUTCHours(),
  });
  expect(summary.weeks).toEqual([
    { startsAt: MONDAY - 7 * DAY, decisions: 1, expiries: 0, switches: 1 },
    { startsAt: MONDAY, decisions: 2, expiries: 1, switches: 2 },
  ]);
  expect(summary.approvalsByHour.flatMap((count, hour) => (count > 0 ? [[hour, count]] : []))).toEqual([
    [0, 1],
    [23, 1],
  ]);
});

test("durations give their middle, what nine of ten stay within, and bars that end", () => {
  const onCard = [1, 2, 3, 4, 10, 11, 12, 20, 400, 90].map((seconds) => seconds * 1_000);
  const { onCard: durations, toDecide } = summariseInsight({
    decisions: onCard.map((milliseconds) => decision(MONDAY, { onCard: milliseconds })),
    switches: [],
    expiries: [],
    weeks,
    hourOf: () => 0,
  });
  expect(durations).toEqual({
    count: 10,
    median: 10_500,
    ninth: 90_000,
    bars: [
      { upTo: 3_000, count: 3 },
      { upTo: 10_000, count: 2 },
      { upTo: 30_000, count: 3 },
      { upTo: 60_000, count: 0 },
      { upTo: 120_000, count: 1 },
      { upTo: 300_000, count: 0 },
      { count: 1 },
    ],
  });
  expect(toDecide).toBeUndefined();
});

test("haste takes ten approvals whose middle is under the threshold, and a threshold that is not 0", () => {
  const quick = Array.from({ length: 10 }, () => 1_500);
  expect(judgeHaste(quick, 3_000)).toEqual({ median: 1_500, approvals: 10, threshold: 3_000 });
  expect([judgeHaste(quick.slice(1), 3_000), judgeHaste(quick, 0), judgeHaste(quick, 1_500)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(judgeHaste([...quick, ...Array.from({ length: 11 }, () => 20_000)], 3_000)).toBeUndefined();
});
