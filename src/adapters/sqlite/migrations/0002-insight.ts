import type { Migration } from "./migration.ts";

/**
 * What insight is worked out from (docs/decisions/0009), and a way from a decision to its audit entries. The expression
 * of the index is written out again, letter for letter, by whoever wants it used; a row that was damaged has no decision.
 */
export const insight: Migration = {
  version: 2,
  sql: `
CREATE TABLE insight_fact (
  sequence INTEGER PRIMARY KEY,
  at REAL NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('focus', 'decision')),
  decision_id TEXT,
  verdict TEXT,
  waited_ms REAL,
  on_card_ms REAL
) STRICT;
CREATE INDEX insight_fact_at ON insight_fact (at);
CREATE INDEX insight_fact_approval ON insight_fact (sequence) WHERE verdict = 'approve' AND on_card_ms IS NOT NULL;

CREATE TRIGGER insight_fact_never_changes BEFORE UPDATE ON insight_fact
BEGIN SELECT raise(ABORT, 'a fact never changes'); END;

CREATE INDEX audit_decision ON audit (
  CAST(CASE WHEN json_valid(data) THEN coalesce(json_extract(data, '$.decisionId'), json_extract(data, '$.decision.decisionId')) END AS TEXT)
);
`,
};
