import type { AuditLog, Outbox } from "#app/ports.ts";
import { ConsoleError } from "#core/error.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** The outbox over memory tables; entries keep the order in which they were recorded. */
export function createMemoryOutbox(tables: MemoryTables, audit: AuditLog): Outbox {
  function refuseDuplicate(entry: OutboxEntry): void {
    const other = entry.status.state === "withdrawn" ? undefined : tables.currentDecision(entry.tokenId);
    if (other === undefined || other.decisionId === entry.decisionId) return;
    throw duplicate();
  }

  return {
    record: (entry, event) =>
      tables.transaction("outbox.record", () => {
        if (tables.decisions.has(entry.decisionId)) throw duplicate();
        refuseDuplicate(entry);
        tables.setDecision(entry);
        audit.append(event);
      }),
    move: (decisionId, change, event) =>
      tables.transaction("outbox.move", () => {
        const before = tables.decisions.get(decisionId);
        if (before === undefined) throw new ConsoleError("decision/unknown", "This decision is not in the outbox.");
        const entry: OutboxEntry = {
          ...before,
          status: change.status,
          attempts: before.attempts + (change.attempt === true ? 1 : 0),
        };
        refuseDuplicate(entry);
        tables.setDecision(entry);
        audit.append(event);
        return entry;
      }),
    find: (decisionId) => tables.decisions.get(decisionId),
    forToken: (tokenId) => tables.currentDecision(tokenId),
    inStates: (states) => [...tables.decisions.values()].filter((entry) => states.includes(entry.status.state)),
    recent: (limit) => [...tables.decisions.values()].toReversed().slice(0, limit),
    together: (work) => tables.transaction("outbox.together", work),
  };
}

function duplicate(): ConsoleError {
  return new ConsoleError(
    "decision/duplicate",
    "A decision on this gate is already recorded. Withdraw it first where it is still held.",
  );
}
