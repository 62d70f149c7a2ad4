import { readFileSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import { sampleEntry, decisionId, event, NOON } from "#test/contracts/store/sample-rows.ts";
import { openPorts, openStore, optionsIn, temporaryFolder } from "#test/fixtures/open-store.ts";
import { loadEngine, type EngineName } from "./engine.ts";
import { SCHEMA_VERSION } from "./migrate.ts";
import { openDatabase, openMemoryDatabase, type DatabaseOptions } from "./open-database.ts";
import { integerPragma, pragma } from "./pragmas.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const engines: readonly EngineName[] = ["node:sqlite", "@photostructure/sqlite"];

describe.each(engines)("on %s", (name) => {
  let options: DatabaseOptions;
  beforeEach(() => {
    options = { ...optionsIn(folder.path, NOON), engine: loadEngine(name) };
  });

  test("what durability rests on is set again at every opening", () => {
    openDatabase(options).close();
    const again = openDatabase(options);
    const read = (text: string): unknown => pragma(again.connection, text);
    expect(again).toMatchObject({ engine: name, recovery: { kind: "none" } });
    expect({
      journal: read("journal_mode"),
      synchronous: read("synchronous"),
      foreignKeys: read("foreign_keys"),
      trustedSchema: read("trusted_schema"),
      recursiveTriggers: read("recursive_triggers"),
      busyTimeout: read("busy_timeout"),
      applicationId: read("application_id"),
      schema: read("user_version"),
    }).toEqual({
      journal: "wal",
      synchronous: 2,
      foreignKeys: 1,
      trustedSchema: 0,
      recursiveTriggers: 1,
      busyTimeout: 5_000,
      applicationId: 0x4353474e,
      schema: SCHEMA_VERSION,
    });
    again.close();
  });

  test("the schema cannot be edited, and every table is strict", () => {
    const database = openDatabase(options);
    const { connection } = database;
    connection.exec("PRAGMA writable_schema = ON");
    expect(() => connection.exec("DELETE FROM sqlite_schema")).toThrow("may not be modified");
    const loose = connection.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0").all();
    expect(loose.map((row) => row["name"])).toEqual(["sqlite_schema"]);
    database.close();
  });

  test("no statement removes or changes a decision or an audit entry", () => {
    const { database, outbox } = openStore(options);
    outbox.record(sampleEntry(1), event("recorded"));
    const attempts = [
      "DELETE FROM decision",
      "UPDATE decision SET decision_json = '{}'",
      "UPDATE decision SET token_id = 'waitpoint_0000000000000009'",
      "UPDATE decision SET attempts = -1",
      "INSERT OR REPLACE INTO decision SELECT * FROM decision",
      "DELETE FROM audit",
      "UPDATE audit SET kind = 'other'",
      "INSERT OR REPLACE INTO audit SELECT * FROM audit",
      "INSERT INTO audit SELECT seq + 2, at, kind, data, hash, 'other' FROM audit",
      "INSERT INTO audit SELECT seq + 1, at, kind, data, 'other', 'other' FROM audit",
    ];
    const refused = attempts.filter((sql) => {
      try {
        database.connection.exec(sql);
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toEqual(attempts);
    expect(outbox.recent(9)).toEqual([sampleEntry(1)]);
    database.close();
  });

  test("a full disk refuses the decision in words and leaves nothing behind", () => {
    const { database, outbox, audit } = openStore(options);
    outbox.record(sampleEntry(0), event("recorded"));
    const pages = Number(pragma(database.connection, "page_count"));
    database.connection.exec(`PRAGMA max_page_count = ${pages}`);
    const huge = sampleEntry(1, { decisionJson: `"${"x".repeat(100_000)}"` });
    expect(thrownBy(() => outbox.record(huge, event("recorded")))).toMatchObject({
      code: "store/refused",
      message: "Not recorded: the disk is full. Free some space and decide again.",
    });
    database.connection.exec("PRAGMA max_page_count = 1000000");
    expect([outbox.recent(9), [...audit.entries()].length]).toEqual([[sampleEntry(0)], 1]);
    outbox.record(huge, event("recorded"));
    expect(outbox.find(decisionId(1))).toEqual(huge);
    database.close();
  });

  test("a database that became read-only refuses the decision in words", () => {
    const { database, outbox } = openStore(options);
    database.connection.exec("PRAGMA query_only = ON");
    expect(thrownBy(() => outbox.record(sampleEntry(1), event("recorded")))).toMatchObject({
      code: "store/refused",
      message: "Not recorded: the console's data folder cannot be written to. Check its permissions.",
    });
    database.close();
  });

  test("a database that another program holds refuses the decision, which may be tried again", () => {
    const { database, outbox } = openStore(options);
    database.connection.exec("PRAGMA busy_timeout = 1");
    const other = openDatabase(options);
    other.connection.exec("BEGIN IMMEDIATE");
    expect(thrownBy(() => outbox.record(sampleEntry(1), event("recorded")))).toMatchObject({
      code: "store/refused",
      retryable: true,
    });
    other.close();
    database.close();
  });

  test("any text comes back as it was recorded", () => {
    const { database, outbox } = openStore(options);
    const entry = sampleEntry(1, { title: "a\u0000b “c” 🦊 \u202e \ud800", decisionJson: '"“c” 🦊 \u202e \\u0000"' });
    outbox.record(entry, event("recorded"));
    expect(outbox.find(decisionId(1))).toEqual(entry);
    database.close();
  });
});

test("the files are for their owner alone", () => {
  const { database } = openStore(optionsIn(folder.path, NOON));
  const modes = ["", "-wal", "-shm"].map((side) => statSync(database.path + side).mode & 0o777);
  database.close();
  expect(modes).toEqual([0o600, 0o600, 0o600]);
});

test("a database from the future is refused and not touched", () => {
  const options = optionsIn(folder.path, NOON);
  const database = openDatabase(options);
  database.connection.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
  database.close();
  const before = readFileSync(options.path);
  expect(thrownBy(() => openDatabase(options))).toMatchObject({ code: "store/from-the-future" });
  expect(readFileSync(options.path).equals(before)).toBe(true);
});

test("another program's database is refused and not touched", () => {
  const options = optionsIn(folder.path, NOON);
  const other = new (loadEngine().DatabaseSync)(options.path);
  other.exec("CREATE TABLE theirs (x)");
  other.close();
  const before = readFileSync(options.path);
  expect(thrownBy(() => openDatabase(options))).toMatchObject({ code: "store/refused" });
  expect(readFileSync(options.path).equals(before)).toBe(true);
});

test("a folder that is none is refused in words", () => {
  writeFileSync(`${folder.path}/file`, "");
  expect(thrownBy(() => openDatabase(optionsIn(`${folder.path}/file`, NOON)))).toMatchObject({ code: "store/refused" });
});

test("a transaction inside another one is part of it", () => {
  const { database, outbox, audit } = openPorts(openMemoryDatabase(), NOON);
  expect(() =>
    database.transaction(() => {
      outbox.record(sampleEntry(1), event("recorded"));
      throw new RangeError("after all");
    }),
  ).toThrow("after all");
  expect([outbox.recent(1), [...audit.entries()], integerPragma(database.connection, "user_version")]).toEqual([
    [],
    [],
    SCHEMA_VERSION,
  ]);
});

function thrownBy(work: () => unknown): ConsoleError {
  try {
    work();
  } catch (error) {
    if (error instanceof ConsoleError) return error;
    throw error;
  }
  throw new TypeError("Nothing was thrown.");
}
