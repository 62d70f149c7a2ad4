import { z } from "zod";
import type { InsightFact, InsightFacts } from "#app/ports.ts";
import { Verdict } from "#core/envelope.ts";
import type { Database } from "./database.ts";

const FactRow = z.strictObject({
  at: z.number(),
  kind: z.enum(["focus", "decision"]),
  decision_id: z.string().nullable(),
  verdict: Verdict.nullable(),
  waited_ms: z.number().nullable(),
  on_card_ms: z.number().nullable(),
});

/** What insight is worked out from, on disk. A fact that cannot be read is left out: it decides nothing. */
export function openInsightFacts(database: Database): InsightFacts {
  const insert = database.prepare(
    "INSERT INTO insight_fact (at, kind, decision_id, verdict, waited_ms, on_card_ms) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const since = database.prepare(
    `SELECT fact.at, fact.kind, fact.decision_id, fact.verdict, fact.waited_ms, fact.on_card_ms
     FROM insight_fact AS fact LEFT JOIN decision ON decision.decision_id = fact.decision_id
     WHERE fact.at >= ? AND decision.state IS NOT 'withdrawn' ORDER BY fact.at`,
  );
  const expired = database.prepare(
    `SELECT coalesce(settled_at, created_at) AS at FROM gate
     WHERE status <> 'WAITING' AND coalesce(settled_at, created_at) >= ? AND status = 'TIMED_OUT'`,
  );
  const approvals = database.prepare(
    `SELECT fact.on_card_ms FROM insight_fact AS fact LEFT JOIN decision ON decision.decision_id = fact.decision_id
     WHERE fact.verdict = 'approve' AND fact.on_card_ms IS NOT NULL AND decision.state IS NOT 'withdrawn'
     ORDER BY fact.sequence DESC LIMIT ?`,
  );
  const forget = database.prepare("DELETE FROM insight_fact WHERE at < ?");

  return {
    add: (fact) =>
      database.transaction(() => {
        const decided = fact.kind === "decision" ? fact : undefined;
        insert.run(
          fact.at,
          fact.kind,
          decided?.decisionId ?? null,
          decided?.verdict ?? null,
          decided?.waitedMs ?? null,
          decided?.onCardMs ?? null,
        );
      }),
    since: (at) => database.read(() => since.all(at).flatMap(readFact)),
    expiries: (at) => database.read(() => expired.all(at).map((row) => Number(row["at"]))),
    approvalTimes: (limit) => database.read(() => approvals.all(limit).map((row) => Number(row["on_card_ms"]))),
    forget: (before) =>
      database.transaction(() => {
        forget.run(before);
      }),
  };
}

function readFact(row: Record<string, unknown>): InsightFact[] {
  const parsed = FactRow.safeParse({ ...row });
  if (!parsed.success) return [];
  const { at, kind, decision_id: decisionId, verdict, waited_ms: waitedMs, on_card_ms: onCardMs } = parsed.data;
  if (kind === "focus") return [{ kind, at }];
  if (decisionId === null || verdict === null) return [];
  return [{ kind, at, decisionId, verdict, waitedMs: waitedMs ?? undefined, onCardMs: onCardMs ?? undefined }];
}
