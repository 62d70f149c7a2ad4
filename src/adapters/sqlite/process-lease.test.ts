import { afterEach, expect, test } from "vitest";
import { NOON } from "#test/contracts/store/sample-rows.ts";
import { openMemoryDatabase } from "./open-database.ts";
import { lookUpProcess } from "./process-identity.ts";
import { takeLease, type ProcessIdentity } from "./process-lease.ts";

const database = openMemoryDatabase();
const first: ProcessIdentity = { pid: 100, bootId: "boot-1", startedAt: "9" };
const second: ProcessIdentity = { pid: 200, bootId: "boot-1", startedAt: "10" };
const gone = (): undefined => undefined;
const alive = (): ProcessIdentity => first;

afterEach(() => database.connection.exec("DELETE FROM process_lease"));

test("a living process keeps another one out, until it gives the claim up", () => {
  const release = takeLease(database, first, NOON, gone);
  expect(() => takeLease(database, second, NOON, alive)).toThrow("Another Countersign (process 100)");
  release();
  takeLease(database, second, NOON, alive);
});

test("the claim of a process that is gone is taken over", () => {
  takeLease(database, first, NOON, gone);
  takeLease(database, second, NOON, gone);
  expect(() => takeLease(database, first, NOON, () => second)).toThrow("process 200");
});

test.each([
  ["started later", { ...first, startedAt: "11" }],
  ["belongs to another start of the machine", { ...first, bootId: "boot-2" }],
])("a number that was given again is not mistaken for its holder: it %s", (_, found) => {
  takeLease(database, first, NOON, gone);
  expect(() => takeLease(database, second, NOON, () => found)).not.toThrow();
});

test("this process is found alive, the same each time; a number that nobody has is not", () => {
  const own = lookUpProcess(process.pid, Date.now());
  expect(own).toEqual(lookUpProcess(process.pid, Date.now()));
  expect([own?.pid, lookUpProcess(2 ** 30, NOON)]).toEqual([process.pid, undefined]);
});
