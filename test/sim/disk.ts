import { openMemoryStore } from "#adapters/fake/memory-store.ts";
import type { Boundary } from "#adapters/fake/memory-tables.ts";
import type { AuditLog, Crypto, GateStore, Outbox, Signer } from "#app/ports.ts";
import type { AuditEntry } from "#core/audit-chain.ts";
import type { OutboxEntry } from "#core/outbox.ts";

/** What a process has open while it lives. */
export interface OpenDisk {
  readonly gates: GateStore;
  readonly outbox: Outbox;
  readonly audit: AuditLog;
}

/** One machine's disk: it outlives every process on it. */
export interface Disk {
  /** Opens what is there; the hook runs on both sides of every commit and dies by throwing. */
  open(hook: (boundary: Boundary) => void): OpenDisk;
  /** What a process that died at this instant leaves behind; nothing it does later counts. */
  entries(): readonly OutboxEntry[];
  audit(): readonly AuditEntry[];
  /** Everything on it as text, to be searched for what must not be there. */
  text(): string;
  /** Removes it. */
  discard(): void;
}

export interface DiskOptions {
  readonly crypto: Crypto;
  readonly signer: Signer;
  readonly device: string;
}

export function createMemoryDisk({ crypto, signer, device }: DiskOptions): Disk {
  let store = openMemoryStore({ crypto, signer: () => signer, deviceId: device });
  return {
    open: (hook) => {
      store = openMemoryStore({ crypto, signer: () => signer, deviceId: device, onBoundary: hook }, store.snapshot());
      return { gates: store.gates, outbox: store.outbox, audit: store.audit };
    },
    entries: () => store.outbox.recent(10_000),
    audit: () => store.audit.entries(),
    text: () => {
      const { gates, decisions, audit } = store.snapshot();
      return JSON.stringify([[...gates.values()], [...decisions.values()], audit]);
    },
    discard: () => undefined,
  };
}
