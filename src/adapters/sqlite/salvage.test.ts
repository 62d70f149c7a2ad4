import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { hashOf } from "#core/audit-chain.ts";
import type { OutboxState } from "#core/outbox.ts";
import { decisionId, event, NOON, sampleEntry, tokenId } from "#test/contracts/store/sample-rows.ts";
import { openStore, optionsIn, temporaryFolder, type StoreOnDisk } from "#test/fixtures/open-store.ts";
import { backUpDaily } from "./backup.ts";
import { loadEngine } from "./engine.ts";
import { salvage, type Salvage } from "./salvage.ts";

const engine = loadEngine();
const withdrawn: OutboxState = { state: "withdrawn", withdrawnAt: NOON };
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test("decisions newer than the backup come back from a damaged file, with their audit entries", () => {
  const options = optionsIn(folder.path, NOON);
  const first = openStore(options);
  first.outbox.record(sampleEntry(1), event("recorded"));
  backUpDaily(first.database, engine, options.backupsFolder, NOON);
  first.outbox.move(decisionId(1), { status: withdrawn }, event("withdrawn"));
  const second = sampleEntry(2, { tokenId: tokenId(1) });
  first.outbox.record(second, event("recorded"));
  damageTable(first, "gate_waiting");

  const store = openStore(options);
  expect(rescue(store)).toEqual({ decisions: 1, auditEntries: 2 });
  expect(store.outbox.recent(9)).toEqual([second, sampleEntry(1, { status: withdrawn })]);
  const entries = [...store.audit.entries()];
  expect(entries.map((entry) => entry.kind)).toEqual(["recorded", "withdrawn", "recorded", "store.restored"]);
  expect(entries.map((entry) => hashOf(entry, nodeCrypto))).toEqual(entries.map((entry) => entry.hash));
  store.database.close();
});

test("damage among the decisions costs no more than the rows it hit", () => {
  const options = optionsIn(folder.path, NOON);
  const first = openStore(options);
  backUpDaily(first.database, engine, options.backupsFolder, NOON);
  first.database.transaction(() => {
    for (let number = 0; number < 300; number += 1) first.outbox.record(sampleEntry(number), event("recorded"));
  });
  damageTable(first, "decision");

  const store = openStore(options);
  const rescued = rescue(store)?.decisions ?? 0;
  expect(rescued).toBeGreaterThan(200);
  expect(store.outbox.recent(999)).toHaveLength(rescued);
  store.database.close();
});

test("without a backup the whole chain comes back, under the name that its checkpoints sign", () => {
  const options = optionsIn(folder.path, NOON);
  const first = openStore(options);
  first.outbox.record(sampleEntry(1), event("recorded"));
  const device = first.audit.deviceId();
  damageTable(first, "gate_waiting");

  const store = openStore(options);
  expect(store.database.recovery.kind).toBe("started-empty");
  expect(rescue(store)).toEqual({ decisions: 1, auditEntries: 1 });
  expect([store.audit.deviceId(), store.outbox.recent(9)]).toEqual([device, [sampleEntry(1)]]);
  store.database.close();
});

test("a file that is no database gives nothing, and the log says what happened", () => {
  const options = optionsIn(folder.path, NOON);
  writeFileSync(options.path, "no database".repeat(1_000));
  const store = openStore(options);
  expect(rescue(store)).toEqual({ decisions: 0, auditEntries: 0 });
  expect([...store.audit.entries()].map((entry) => entry.kind)).toEqual(["store.restored"]);
  store.database.close();
  const again = openStore(options);
  expect(rescue(again)).toBeUndefined();
  again.database.close();
});

function rescue(store: StoreOnDisk): Salvage | undefined {
  return salvage(store.database, engine, { crypto: nodeCrypto, audit: store.audit, now: NOON });
}

/** Closes the store and overwrites a page in the middle of a table or index. */
function damageTable({ database }: StoreOnDisk, name: string): void {
  const pages = database.connection.prepare("SELECT pageno FROM dbstat WHERE name = ? ORDER BY path").all(name);
  const page = Number(pages[Math.floor(pages.length / 2)]?.["pageno"]);
  database.close();
  const bytes = readFileSync(database.path);
  bytes.fill(0xa5, (page - 1) * 4_096, page * 4_096);
  writeFileSync(database.path, bytes);
}
