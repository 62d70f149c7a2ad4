import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { openAuditLog, type SqliteAuditLog } from "#adapters/sqlite/audit-log.ts";
import { openAuditPages } from "#adapters/sqlite/audit-pages.ts";
import type { Database } from "#adapters/sqlite/database.ts";
import { openMemoryDatabase } from "#adapters/sqlite/open-database.ts";
import { openOutbox } from "#adapters/sqlite/outbox.ts";
import { event, NOON, sampleEntry } from "#test/contracts/store/sample-rows.ts";
import { newSigner } from "#test/fixtures/audit-samples.ts";
import { createAuditCheck } from "./verify-audit.ts";

const clock = { now: () => NOON, monotonic: () => 0 };
let signer = newSigner();
let database: Database;
let audit: SqliteAuditLog;
let turns = 0;
beforeEach(() => {
  turns = 0;
  database = openMemoryDatabase();
  audit = openAuditLog(database, { crypto: nodeCrypto, signer: () => signer });
});
afterEach(() => database.close());

function check() {
  return createAuditCheck({
    pages: openAuditPages(database),
    deviceId: () => audit.deviceId(),
    crypto: nodeCrypto,
    signer,
    clock,
    timer: {
      after: (_milliseconds, callback) => {
        turns += 1;
        queueMicrotask(callback);
        return () => undefined;
      },
    },
  });
}

function write(count: number): void {
  for (let number = 0; number < count; number += 1) audit.append(event("decision.sent", { number }));
}

function tamper(sql: string): void {
  database.connection.exec(`DROP TRIGGER audit_never_changes; DROP TRIGGER audit_is_never_removed; ${sql}`);
}

test("a whole log is in order, with its newest checkpoint, and others have their turn in between", async () => {
  write(250);
  expect(await check()()).toEqual({
    entries: 252,
    checkedAt: NOON,
    checkpoint: { entry: 202, at: NOON },
    otherKeys: 0,
    problemCount: 0,
    problems: [],
  });
  expect(turns).toBe(2);
});

test("an empty log is in order", async () => {
  expect(await check()()).toMatchObject({ entries: 0, problemCount: 0 });
});

test("an entry that was changed is named by its number", async () => {
  write(120);
  tamper(`UPDATE audit SET data = '{"number":900000}' WHERE seq = 17`);
  expect(await check()()).toMatchObject({
    problemCount: 1,
    problems: [{ entry: 17, problem: "its hash does not match its content" }],
  });
});

test("an entry that is missing, and one that cannot be read, are named", async () => {
  write(30);
  tamper(`DELETE FROM audit WHERE seq = 5; UPDATE audit SET data = 'x' WHERE seq = 20`);
  const { problems, entries } = await check()();
  expect([entries, problems.map(({ entry }) => entry)]).toEqual([29, [6, 6, 20, 21, 21]]);
  expect(problems[2]).toEqual({ entry: 20, problem: "it cannot be read" });
});

test("an end that was cut off is noticed by what the decisions carry", async () => {
  write(10);
  const outbox = openOutbox(database, { audit, clock });
  const auditHead = audit.head();
  outbox.record(sampleEntry(1, { decisionJson: JSON.stringify({ auditHead }) }), event("decision.recorded"));
  expect(await check()()).toMatchObject({ problemCount: 0 });
  tamper("DELETE FROM audit WHERE seq >= 8");
  expect((await check()()).problems).toEqual([
    { entry: 7, problem: `the head ${auditHead}, which a decision carries, is not in the log` },
  ]);
});

test("another key's checkpoints are counted and break nothing", async () => {
  write(100);
  signer = newSigner();
  write(100);
  expect(await check()()).toMatchObject({ otherKeys: 1, problemCount: 0 });
});

test("whoever asks while a check runs gets the same answer", async () => {
  write(150);
  const ask = check();
  const [one, other] = await Promise.all([ask(), ask()]);
  expect([one === other, turns]).toEqual([true, 1]);
});
