import type { AuditLog, Clock, Outbox } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import type { OutboxEntry, OutboxState } from "#core/outbox.ts";
import type { Database } from "./database.ts";
import { columns, parseDecisionRow, toRow } from "./decision-row.ts";
import { isDuplicate } from "./store-error.ts";
import { createUnreadableReport } from "./unreadable-rows.ts";

/**
 * Decisions on disk. An entry whose state cannot be read back is parked and said in the audit log; one whose decision
 * itself cannot be read is said there too and left untouched for whoever examines the file.
 */
export function openOutbox(
  database: Database,
  options: { readonly audit: AuditLog; readonly clock: Pick<Clock, "now"> },
): Outbox {
  const { audit, clock } = options;
  const report = createUnreadableReport("decision", audit, clock);
  const insert = database.prepare(
    `INSERT INTO decision (${columns.join(", ")}) VALUES (${columns.map((column) => `:${column}`).join(", ")})`,
  );
  const select = `SELECT ${columns.join(", ")} FROM decision`;
  const byId = database.prepare(`${select} WHERE decision_id = ?`);
  const byToken = database.prepare(`${select} WHERE token_id = ? AND state <> 'withdrawn'`);
  const byStates = database.prepare(`${select} WHERE state IN (SELECT value FROM json_each(?)) ORDER BY sequence`);
  const newest = database.prepare(`${select} ORDER BY sequence DESC LIMIT ?`);
  const update = database.prepare(
    "UPDATE decision SET state = ?, status = ?, attempts = attempts + ? WHERE decision_id = ?",
  );

  function setStatus(decisionId: string, status: OutboxState, attempt: 0 | 1): void {
    update.run(status.state, JSON.stringify(status), attempt, decisionId);
  }

  function parseRow(row: Record<string, unknown>): OutboxEntry[] {
    const parsed = parseDecisionRow({ ...row }, clock.now());
    if (parsed.kind === "readable") return [parsed.entry];
    if (parsed.kind === "unreadable") {
      report(parsed.decisionId, parsed.problem);
      return [];
    }
    database.transaction(() => {
      report(parsed.entry.decisionId, parsed.problem);
      setStatus(parsed.entry.decisionId, parsed.entry.status, 0);
    });
    return [parsed.entry];
  }

  function find(decisionId: string): OutboxEntry | undefined {
    return byId.all(decisionId).flatMap(parseRow)[0];
  }

  return {
    record: (entry, event) =>
      database.transaction(() => {
        refuseDuplicate(() => insert.run(toRow(entry)));
        audit.append(event);
      }),
    move: (decisionId, change, event) =>
      database.transaction(() => {
        const entry = find(decisionId);
        if (entry === undefined) throw new ConsoleError("decision/unknown", "This decision is not in the outbox.");
        const attempt = change.attempt === true ? 1 : 0;
        refuseDuplicate(() => setStatus(decisionId, change.status, attempt));
        audit.append(event);
        return { ...entry, status: change.status, attempts: entry.attempts + attempt };
      }),
    find: (decisionId) => database.read(() => find(decisionId)),
    forToken: (tokenId) => database.read(() => byToken.all(tokenId).flatMap(parseRow)[0]),
    inStates: (states) =>
      database.read(() => {
        const found = byStates.all(JSON.stringify(states)).flatMap(parseRow);
        return found.filter((entry) => states.includes(entry.status.state));
      }),
    recent: (limit) => database.read(() => newest.all(limit).flatMap(parseRow)),
    together: (work) => database.transaction(work),
  };
}

function refuseDuplicate(write: () => unknown): void {
  try {
    write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new ConsoleError(
      "decision/duplicate",
      "A decision on this gate is already recorded. Withdraw it first where it is still held.",
      { cause: error },
    );
  }
}
