import type { StoredGate } from "#app/ports.ts";
import { CHECKPOINT, type AuditEntry } from "#core/audit-chain.ts";
import type { OutboxEntry } from "#core/outbox.ts";

/** The two sides of a commit: before it nothing is kept, after it everything is, though the caller may never hear so. */
export type Boundary = "before-commit" | "after-commit";

/** Everything that was committed; the rows themselves never change, so sharing them is safe. */
export interface MemorySnapshot {
  readonly gates: ReadonlyMap<string, StoredGate>;
  readonly decisions: ReadonlyMap<string, OutboxEntry>;
  readonly audit: readonly AuditEntry[];
  readonly snapshotTimes: ReadonlyMap<string, number>;
}

/** The tables with an undo log: a transaction that throws leaves no trace. */
export interface MemoryTables extends MemorySnapshot {
  transaction<T>(operation: string, work: () => T): T;
  setGate(gate: StoredGate): void;
  setDecision(entry: OutboxEntry): void;
  /** The token's decision that is not withdrawn; an index, or long simulations would spend their time looking. */
  currentDecision(tokenId: string): OutboxEntry | undefined;
  setSnapshotTime(environmentId: string, at: number): void;
  appendAudit(entry: AuditEntry): void;
  /** Audit entries since the newest checkpoint. */
  uncovered(): number;
  snapshot(): MemorySnapshot;
}

export function createMemoryTables(
  from: MemorySnapshot | undefined,
  onBoundary: ((boundary: Boundary, operation: string) => void) | undefined,
): MemoryTables {
  const gates = new Map(from?.gates);
  const decisions = new Map(from?.decisions);
  const snapshotTimes = new Map(from?.snapshotTimes);
  const current = new Map<string, string>();
  for (const entry of decisions.values()) if (isCurrent(entry)) current.set(entry.tokenId, entry.decisionId);
  const audit = [...(from?.audit ?? [])];
  let lastCheckpoint = audit.findLast((entry) => entry.kind === CHECKPOINT)?.seq ?? 0;
  let undo: (() => void)[] | undefined;

  function keep(step: () => void): void {
    undo?.push(step);
  }

  function set<Row>(map: Map<string, Row>, key: string, row: Row | undefined): void {
    const before = map.get(key);
    keep(() => put(map, key, before));
    put(map, key, row);
  }

  function commit<T>(operation: string, work: () => T): T {
    const steps: (() => void)[] = [];
    undo = steps;
    let result: T;
    try {
      result = work();
      onBoundary?.("before-commit", operation);
    } catch (error) {
      for (const step of steps.toReversed()) step();
      throw error;
    } finally {
      undo = undefined;
    }
    onBoundary?.("after-commit", operation);
    return result;
  }

  return {
    gates,
    decisions,
    snapshotTimes,
    audit,
    transaction: (operation, work) => (undo === undefined ? commit(operation, work) : work()),
    setGate: (gate) => set(gates, gate.tokenId, gate),
    setDecision: (entry) => {
      set(decisions, entry.decisionId, entry);
      if (isCurrent(entry)) set(current, entry.tokenId, entry.decisionId);
      else if (current.get(entry.tokenId) === entry.decisionId) set(current, entry.tokenId, undefined);
    },
    currentDecision: (tokenId) => decisions.get(current.get(tokenId) ?? ""),
    setSnapshotTime: (environmentId, at) => set(snapshotTimes, environmentId, at),
    appendAudit: (entry) => {
      const before = lastCheckpoint;
      keep(() => {
        audit.pop();
        lastCheckpoint = before;
      });
      audit.push(entry);
      if (entry.kind === CHECKPOINT) lastCheckpoint = entry.seq;
    },
    uncovered: () => audit.length - lastCheckpoint,
    snapshot: () => ({
      gates: new Map(gates),
      decisions: new Map(decisions),
      audit: [...audit],
      snapshotTimes: new Map(snapshotTimes),
    }),
  };
}

function isCurrent(entry: OutboxEntry): boolean {
  return entry.status.state !== "withdrawn";
}

function put<Row>(map: Map<string, Row>, key: string, row: Row | undefined): void {
  if (row === undefined) map.delete(key);
  else map.set(key, row);
}
