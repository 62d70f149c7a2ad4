import type { AuditCheck, AuditEntryView } from "#ipc/audit-views.ts";
import type { Handlers, MethodOutput } from "#ipc/contract.ts";
import { tokenIdOf } from "./sample-gates.ts";

const HASH = `sha256-${"5a".repeat(32)}`;
const WEEK = 7 * 24 * 60 * 60_000;

/** A log of this many entries, three for each decision, as main would tell of it. */
export function sampleRecords(
  total = 240,
  check: Partial<AuditCheck> = {},
  now = Date.now(),
): Pick<Handlers, "audit.page" | "audit.entry" | "audit.check" | "insight.get"> {
  return {
    "audit.page": async ({ offset, limit, search }) => {
      const upTo = Math.min(total, search === "" ? offset + limit : total);
      const all = Array.from({ length: upTo }, (_, index) => total - index);
      if (search === "") return { total, offset, entries: all.slice(offset).map((seq) => sampleEntry(seq, now)) };
      const found = all.map((seq) => sampleEntry(seq, now)).filter(({ decision }) => decision?.title.includes(search));
      return { total: found.length, offset, entries: found.slice(offset, offset + limit) };
    },
    "audit.entry": async ({ seq }) => ({
      entry: sampleEntry(seq, now),
      hash: HASH,
      previous: HASH,
      data: JSON.stringify({ decisionId: `decision ${seq}`, note: "<b>text</b>" }, null, 2),
    }),
    "audit.check": async () => ({
      entries: total,
      checkedAt: now,
      checkpoint: { entry: total - 40, at: now - 60_000 },
      otherKeys: 0,
      problemCount: 0,
      problems: [],
      ...check,
    }),
    "insight.get": async () => sampleInsight(now),
  };
}

function sampleEntry(seq: number, now: number): AuditEntryView {
  const at = now - (240 - seq) * 1_000;
  if (seq % 100 === 0) return { seq, at, kind: "checkpoint" };
  const number = Math.floor(seq / 3);
  const recorded = seq % 3 === 0;
  return {
    seq,
    at,
    kind: recorded ? "decision.recorded" : seq % 3 === 1 ? "decision.sending" : "decision.delivered",
    ...(recorded && { who: "Jonas Weber" }),
    decision: {
      decisionId: `01938c1e-7c6e-7a55-9f3a-${String(number).padStart(12, "0")}`,
      tokenId: tokenIdOf("acme"),
      title: `Pay supplier ${number}`,
      verdict: "approve",
      digest: HASH,
    },
  };
}

/** Twelve ordinary weeks of somebody who approves mostly in the morning. */
function sampleInsight(now: number): MethodOutput<"insight.get"> {
  const bounds = [60_000, 300_000, 900_000, 3_600_000, 14_400_000, 86_400_000, undefined];
  const onCard = [3_000, 10_000, 30_000, 60_000, 120_000, 300_000, undefined];
  const bars = (upTo: readonly (number | undefined)[], counts: readonly number[]) =>
    counts.map((count, index) => ({ ...(upTo[index] !== undefined && { upTo: upTo[index] }), count }));
  const byHour = [31, 74, 82, 63, 18, 27, 36, 29, 17, 8, 2];
  return {
    decisions: 412,
    toDecide: { count: 412, median: 260_000, ninth: 5_400_000, bars: bars(bounds, [38, 176, 91, 47, 39, 17, 4]) },
    onCard: { count: 408, median: 14_200, ninth: 95_000, bars: bars(onCard, [21, 142, 118, 74, 37, 13, 3]) },
    approvalsByHour: Array.from({ length: 24 }, (_, hour) => byHour[hour - 8] ?? 0),
    weeks: [28, 29, 31, 33, 32, 34, 35, 36, 37, 38, 38, 41].map((decisions, index) => ({
      startsAt: now - (11 - index) * WEEK,
      decisions,
      expiries: index % 4,
      switches: 60 - index * 4,
    })),
  };
}
