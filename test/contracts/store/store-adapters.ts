import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditLog, GateStore, Outbox, Signer } from "#app/ports.ts";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { openMemoryStore, type MemoryStore } from "#adapters/fake/memory-store.ts";
import type { MemorySnapshot } from "#adapters/fake/memory-tables.ts";
import { openAuditLog } from "#adapters/sqlite/audit-log.ts";
import type { Database } from "#adapters/sqlite/database.ts";
import { loadEngine, type EngineName } from "#adapters/sqlite/engine.ts";
import { openGateStore } from "#adapters/sqlite/gate-store.ts";
import { openDatabase, openMemoryDatabase } from "#adapters/sqlite/open-database.ts";
import { openOutbox } from "#adapters/sqlite/outbox.ts";
import type { AuditEntry } from "#core/audit-chain.ts";

/** The three ports over one store, as every adapter opens them. */
export interface OpenStore {
  readonly gates: GateStore;
  readonly outbox: Outbox;
  readonly audit: AuditLog & { checkpoint(at: number): void };
  readonly auditEntries: () => readonly AuditEntry[];
  /** What a new process finds after this one died; undefined where nothing outlives the process. */
  readonly restart: (() => OpenStore) | undefined;
  readonly close: () => void;
}

export interface StoreAdapter {
  readonly name: string;
  open(signer?: Signer): OpenStore;
}

const NOW = Date.UTC(2026, 10, 22, 12);

export const storeAdapters: readonly StoreAdapter[] = [
  { name: "node:sqlite on disk", open: (signer) => openOnDisk("node:sqlite", signer) },
  { name: "node:sqlite in memory", open: (signer) => openInMemory("node:sqlite", signer) },
  { name: "@photostructure/sqlite on disk", open: (signer) => openOnDisk("@photostructure/sqlite", signer) },
  { name: "@photostructure/sqlite in memory", open: (signer) => openInMemory("@photostructure/sqlite", signer) },
  { name: "the simulation's memory", open: (signer) => openSimulated(signer) },
];

function openOnDisk(name: EngineName, signer: Signer | undefined): OpenStore {
  const engine = loadEngine(name);
  const folder = mkdtempSync(join(tmpdir(), "countersign-store-"));
  const opened: Database[] = [];
  const open = (): OpenStore => {
    const database = openDatabase({ path: join(folder, "store.sqlite"), backupsFolder: folder, now: NOW, engine });
    opened.push(database);
    return {
      ...portsOn(database, signer),
      restart: open,
      close: () => {
        for (const each of opened.splice(0)) each.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  };
  return open();
}

function openInMemory(name: EngineName, signer: Signer | undefined): OpenStore {
  const database = openMemoryDatabase(loadEngine(name));
  return { ...portsOn(database, signer), restart: undefined, close: () => database.close() };
}

function portsOn(
  database: Database,
  signer: Signer | undefined,
): Pick<OpenStore, "gates" | "outbox" | "audit" | "auditEntries"> {
  const audit = openAuditLog(database, { crypto: nodeCrypto, signer: () => signer });
  const clock = { now: () => NOW };
  return {
    audit,
    gates: openGateStore(database, { audit, clock }),
    outbox: openOutbox(database, { audit, clock }),
    auditEntries: () => [...audit.entries()],
  };
}

function openSimulated(signer: Signer | undefined, snapshot?: MemorySnapshot): OpenStore {
  const store: MemoryStore = openMemoryStore({ crypto: nodeCrypto, signer: () => signer }, snapshot);
  return {
    gates: store.gates,
    outbox: store.outbox,
    audit: store.audit,
    auditEntries: () => store.audit.entries(),
    restart: () => openSimulated(signer, store.snapshot()),
    close: () => undefined,
  };
}
