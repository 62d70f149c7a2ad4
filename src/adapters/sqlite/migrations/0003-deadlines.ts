import type { Migration } from "./migration.ts";

/**
 * The order in which waiting gates are read at the start: the nearest deadline first, so that the top of the list is there
 * before the rest of a long queue has been read. A gate from before this step has its token's own deadline until it is
 * written again.
 */
export const deadlines: Migration = {
  version: 3,
  sql: `
ALTER TABLE gate ADD COLUMN deadline REAL;
UPDATE gate SET deadline = CAST(json_extract(document, '$.timeoutAt') AS REAL)
WHERE status = 'WAITING' AND json_valid(document);
DROP INDEX gate_waiting;
CREATE INDEX gate_waiting ON gate (environment_id, deadline IS NULL, deadline, created_at, token_id)
WHERE status = 'WAITING';
`,
};
