import type { AuditEvent, AuditLog, Crypto, GateStore, Outbox, Signer, StoredGate } from "#app/ports.ts";
import {
  chainEntry,
  CHECKPOINT,
  emptyChain,
  ENTRIES_A_CHECKPOINT,
  signCheckpoint,
  type AuditEntry,
} from "#core/audit-chain.ts";
import { taggedDeadline } from "#core/gate-tags.ts";
import type { TokenId } from "#core/identifiers.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";
import { type Boundary, createMemoryTables, type MemorySnapshot, type MemoryTables } from "./memory-tables.ts";

/** The three ports on one transactional memory, for the simulation and for tests that do not care about disks. */
export interface MemoryStore {
  readonly gates: GateStore;
  readonly outbox: Outbox;
  readonly audit: AuditLog & { entries(): readonly AuditEntry[]; checkpoint(at: number): void };
  /** What a restart would find: everything committed, nothing else. */
  snapshot(): MemorySnapshot;
}

export interface MemoryStoreOptions {
  readonly crypto: Crypto;
  readonly signer?: () => Signer | undefined;
  readonly deviceId?: string;
  /** Called at every durable boundary; a throw is a crash there. */
  readonly onBoundary?: (boundary: Boundary, operation: string) => void;
}

/** Opens an empty store, or what a snapshot kept of an earlier one. */
export function openMemoryStore(options: MemoryStoreOptions, snapshot?: MemorySnapshot): MemoryStore {
  const tables = createMemoryTables(snapshot, options.onBoundary);
  const audit = createMemoryAudit(tables, options);
  return {
    gates: createMemoryGates(tables),
    outbox: createMemoryOutbox(tables, audit),
    audit,
    snapshot: () => tables.snapshot(),
  };
}

function createMemoryAudit(tables: MemoryTables, options: MemoryStoreOptions): MemoryStore["audit"] {
  const { crypto } = options;
  const device = options.deviceId ?? "memory";

  function write(event: AuditEvent): void {
    const entry = chainEntry(tables.audit.at(-1) ?? emptyChain, event, crypto);
    tables.appendAudit(entry);
  }

  function writeCheckpoint(at: number): void {
    const signer = options.signer?.();
    if (signer === undefined) return;
    write({ at, kind: CHECKPOINT, data: { ...signCheckpoint(tables.audit.at(-1) ?? emptyChain, device, signer) } });
  }

  return {
    append: (event) =>
      tables.transaction("audit.append", () => {
        write(event);
        if (tables.uncovered() >= ENTRIES_A_CHECKPOINT) writeCheckpoint(event.at);
      }),
    head: () => (tables.audit.at(-1) ?? emptyChain).hash,
    entries: () => tables.audit,
    checkpoint: (at) =>
      tables.transaction("audit.checkpoint", () => {
        if (tables.uncovered() > 0) writeCheckpoint(at);
      }),
  };
}

function createMemoryGates(tables: MemoryTables): GateStore {
  return {
    save: (gates) => {
      if (gates.length === 0) return;
      tables.transaction("gates.save", () => {
        for (const gate of gates) tables.setGate(gate);
      });
    },
    waitingIds: (environmentId) =>
      [...tables.gates.values()]
        .filter((gate) => gate.environmentId === environmentId && gate.status === "WAITING")
        .sort((one, other) => byDeadline(one, other) || one.createdAt - other.createdAt || byToken(one, other))
        .map(({ tokenId }) => tokenId),
    read: (tokenIds) => tokenIds.flatMap((tokenId) => tables.gates.get(tokenId) ?? []),
    find: (tokenId: TokenId) => tables.gates.get(tokenId),
    settled: (limit) =>
      [...tables.gates.values()]
        .filter((gate) => gate.status !== "WAITING")
        .sort((one, other) => settledAt(other) - settledAt(one) || byToken(one, other))
        .slice(0, limit),
    saveSnapshotTime: (environmentId, at) =>
      tables.transaction("gates.saveSnapshotTime", () => tables.setSnapshotTime(environmentId, at)),
    snapshotTime: (environmentId) => tables.snapshotTimes.get(environmentId),
  };
}

function settledAt(gate: StoredGate): number {
  return gate.settledAt ?? gate.createdAt;
}

function byDeadline(one: StoredGate, other: StoredGate): number {
  return (taggedDeadline(one) ?? Number.MAX_VALUE) - (taggedDeadline(other) ?? Number.MAX_VALUE);
}

function byToken(one: StoredGate, other: StoredGate): number {
  return one.tokenId < other.tokenId ? -1 : 1;
}
