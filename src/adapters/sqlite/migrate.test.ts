import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { event, NOON, sampleEntry } from "#test/contracts/store/sample-rows.ts";
import { openStore, optionsIn, temporaryFolder } from "#test/fixtures/open-store.ts";
import { listBackups } from "./backup.ts";
import { loadEngine } from "./engine.ts";
import { migrate, SCHEMA_VERSION } from "./migrate.ts";
import { integerPragma } from "./pragmas.ts";
import { readWaiting } from "#test/fixtures/read-waiting.ts";

const fixtures = join(import.meta.dirname, "../../../test/fixtures/schemas");
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test("there is a fixture of every schema there ever was", () => {
  const expected = Array.from({ length: SCHEMA_VERSION }, (_, index) => `${String(index + 1).padStart(4, "0")}.sql`);
  expect(readdirSync(fixtures).sort()).toEqual(expected);
});

test.each(readdirSync(fixtures))(
  "a database as schema %s left it opens with its decision, gate and audit log",
  (file) => {
    const options = optionsIn(folder.path, NOON);
    const past = new (loadEngine().DatabaseSync)(options.path);
    past.exec(readFileSync(join(fixtures, file), "utf8"));
    const version = integerPragma(past, "user_version");
    past.close();

    const store = openStore(options);
    expect(store.outbox.recent(9)).toMatchObject([
      { title: "Pay ACME GmbH", attempts: 1, status: { state: "queued" } },
    ]);
    expect(readWaiting(store.gates, "env-1")).toMatchObject([
      { tokenId: "waitpoint_0000000000000001", tags: ["countersign"] },
    ]);
    expect([...store.audit.entries()].map((entry) => entry.kind)).toEqual(["decision.recorded", "decision.sending"]);
    store.outbox.record(sampleEntry(7), event("recorded"));
    store.database.close();
    const backups = listBackups(options.backupsFolder).map((backup) => backup.occasion);
    expect(backups).toEqual(version === SCHEMA_VERSION ? [] : [`before-schema-${version + 1}`]);
  },
);

test("a file that holds something is backed up before a step, and not when none is due", () => {
  const connection = new (loadEngine().DatabaseSync)(":memory:");
  const backedUp: number[] = [];
  migrate(connection, (version) => backedUp.push(version));
  migrate(connection, (version) => backedUp.push(version));
  expect([backedUp, integerPragma(connection, "user_version")]).toEqual([[], SCHEMA_VERSION]);
});
