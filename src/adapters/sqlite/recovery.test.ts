import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { event, NOON, sampleEntry } from "#test/contracts/store/sample-rows.ts";
import { openStore, optionsIn, temporaryFolder } from "#test/fixtures/open-store.ts";
import { assertSound, backUpDaily, listBackups } from "./backup.ts";
import { loadEngine } from "./engine.ts";
import type { DatabaseOptions } from "./open-database.ts";
import { readWaiting } from "#test/fixtures/read-waiting.ts";

const DAY = 24 * 60 * 60 * 1_000;
const engine = loadEngine();
let folder: ReturnType<typeof temporaryFolder>;
let options: DatabaseOptions;
beforeEach(() => {
  folder = temporaryFolder();
  options = optionsIn(folder.path, NOON);
});
afterEach(() => folder.remove());

test("one backup a day is made, seven are kept, and each opens", () => {
  const { database, outbox } = openStore(options);
  const made: boolean[] = [];
  for (let day = 0; day < 10; day += 1) {
    outbox.record(sampleEntry(day), event("recorded"));
    for (const hour of [0, 0.5])
      made.push(backUpDaily(database, engine, options.backupsFolder, NOON + (day + hour) * DAY) !== undefined);
  }
  database.close();
  const backups = listBackups(options.backupsFolder);
  for (const backup of backups) assertSound(engine, backup.path);
  expect(made).toEqual(Array.from({ length: 20 }, (_, index) => index % 2 === 0));
  expect(backups.map((backup) => (backup.madeAt - NOON) / DAY)).toEqual([9, 8, 7, 6, 5, 4, 3]);
  expect(backups.map((backup) => statSync(backup.path).mode & 0o777)).toEqual(Array.from({ length: 7 }, () => 0o600));
  expect(readdirSync(options.backupsFolder)).toHaveLength(7);
});

test("a damaged database is kept aside, and the newest sound backup takes its place", () => {
  const first = openStore(options);
  first.outbox.record(sampleEntry(1), event("recorded"));
  const older = backUpDaily(first.database, engine, options.backupsFolder, NOON);
  first.outbox.record(sampleEntry(2), event("recorded"));
  const newer = backUpDaily(first.database, engine, options.backupsFolder, NOON + DAY);
  first.database.close();
  scribble(newer?.path ?? "");
  scribble(options.path);
  const damaged = readFileSync(options.path);

  const { database, outbox } = openStore({ ...options, now: NOON + 2 * DAY });
  const { recovery } = database;
  expect(recovery).toMatchObject({ kind: "restored", restoredFrom: older?.path, lostSince: NOON });
  expect(outbox.recent(9)).toEqual([sampleEntry(1)]);
  expect(recovery.kind === "restored" && readFileSync(recovery.movedTo).equals(damaged)).toBe(true);
  outbox.record(sampleEntry(3), event("recorded"));
  database.close();
  const again = openStore(options);
  expect([again.database.recovery, again.outbox.recent(9)]).toEqual([
    { kind: "none" },
    [sampleEntry(3), sampleEntry(1)],
  ]);
  again.database.close();
});

test("without a backup the console starts empty, says so, and the damaged file is kept", () => {
  writeFileSync(options.path, "this is no database, but somebody may want it back".repeat(100));
  const { database, outbox } = openStore(options);
  const { recovery } = database;
  expect(recovery).toMatchObject({ kind: "started-empty" });
  expect(recovery.kind === "started-empty" && existsSync(recovery.movedTo)).toBe(true);
  expect(outbox.recent(9)).toEqual([]);
  database.close();
});

test("a database whose end is missing counts as damaged", () => {
  const { database, outbox } = openStore(options);
  database.transaction(() => {
    for (let number = 0; number < 200; number += 1) outbox.record(sampleEntry(number), event("recorded"));
  });
  backUpDaily(database, engine, options.backupsFolder, NOON);
  database.close();
  const whole = readFileSync(options.path);
  writeFileSync(options.path, whole.subarray(0, Math.floor(whole.length / 8192) * 4096));
  const again = openStore(options);
  expect([again.database.recovery.kind, again.outbox.recent(999).length]).toEqual(["restored", 200]);
  again.database.close();
});

test("an entry whose state is lost is parked and said once; a decision that is lost is said and left alone", () => {
  const first = openStore(options);
  for (const number of [1, 2, 3]) first.outbox.record(sampleEntry(number), event("recorded"));
  first.gates.save([{ ...gate, tokenId: "waitpoint_0000000000000001" }, gate]);
  const { connection } = first.database;
  connection.exec('UPDATE decision SET status = \'{"state":"que\' WHERE sequence = 1');
  connection.exec("DROP TRIGGER decision_never_changes");
  connection.exec("UPDATE decision SET title = 'no JSON' WHERE sequence = 2");
  connection.exec("UPDATE gate SET document = '[]' WHERE token_id = 'waitpoint_0000000000000001'");

  for (let time = 0; time < 2; time += 1) {
    expect(first.outbox.recent(9).map((entry) => entry.status.state)).toEqual(["queued", "parked"]);
    expect(readWaiting(first.gates, "env-1")).toEqual([gate]);
  }
  expect(first.outbox.inStates(["parked"])).toMatchObject([
    { decisionId: sampleEntry(1).decisionId, status: { reason: "unreadable", parkedAt: NOON } },
  ]);
  const unreadable = [...first.audit.entries()].filter((entry) => entry.kind === "store.row-unreadable");
  expect(unreadable.map((entry) => [entry.data["table"], entry.data["id"]])).toEqual([
    ["decision", sampleEntry(2).decisionId],
    ["decision", sampleEntry(1).decisionId],
    ["gate", "waitpoint_0000000000000001"],
  ]);
  expect(connection.prepare("SELECT count(*) AS rows FROM decision").get()).toEqual({ rows: 3 });
  first.database.close();
});

const gate = {
  environmentId: "env-1",
  tokenId: "waitpoint_0000000000000002",
  tags: ["countersign"],
  status: "WAITING" as const,
  createdAt: NOON,
  firstSeenAt: NOON,
};

/** Overwrites the middle of a file: the header still says SQLite, the pages do not. */
function scribble(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4_096, bytes.length - 100);
  writeFileSync(path, bytes);
}
