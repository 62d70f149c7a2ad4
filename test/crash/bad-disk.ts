import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { ConsoleError } from "#core/error.ts";
import { decisionId, event, NOON, sampleEntry } from "#test/contracts/store/sample-rows.ts";
import { openStore, optionsIn, type StoreOnDisk } from "#test/fixtures/open-store.ts";
import { isConsistent } from "./promises.ts";

// Runs under the recorder: node bad-disk.ts FOLDER. Lets each write and sync of a decision fail in turn, in each way,
// and prints what came of it. Every decision is followed by a look at what a process killed right then would leave.
const [folder = ""] = process.argv.slice(2);
const errors = [constants.errno.EIO, constants.errno.ENOSPC, constants.errno.EDQUOT];
const DEEPEST = 60;

const report = {
  tries: 0,
  recorded: 0,
  refused: 0,
  lost: 0,
  cameBack: 0,
  inconsistent: 0,
  notKnown: 0,
  withoutWords: 0,
};
let fault = 0;

for (const error of errors)
  for (const count of [1, 1_000])
    for (let skip = 0; skip < DEEPEST; skip += 1) tryOnce(join(folder, String(fault)), `${skip} ${count} ${error}`);
console.log(JSON.stringify(report));

function tryOnce(place: string, how: string): void {
  const store = openStore(optionsIn(place, NOON));
  store.database.connection.exec("PRAGMA wal_autocheckpoint = 8");
  report.tries += 1;
  const kept: number[] = [];
  const refused: number[] = [];
  for (let number = 1; number <= 3; number += 1) {
    fault += 1;
    if (number === 2) process.env["COUNTERSIGN_DISK_FAULT"] = `${fault} ${how}`;
    const answer = record(store, number);
    if (answer === "recorded") kept.push(number);
    else if (answer === "not recorded") refused.push(number);
    else report.notKnown += 1;
    delete process.env["COUNTERSIGN_DISK_FAULT"];
    judge(place, `${place}-killed-${number}`, kept, refused);
  }
  report.recorded += kept.length;
  report.refused += refused.length;
  store.database.close();
}

function record(store: StoreOnDisk, number: number): "recorded" | "not recorded" | "not known" {
  try {
    store.outbox.record(sampleEntry(number), event("decision.recorded", { decisionId: decisionId(number) }));
    return "recorded";
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.code !== "store/refused") report.withoutWords += 1;
    return error instanceof ConsoleError && error.message.includes("it is not known") ? "not known" : "not recorded";
  }
}

function judge(from: string, to: string, kept: readonly number[], refused: readonly number[]): void {
  mkdirSync(to);
  const { path } = optionsIn(from, NOON);
  const copied = optionsIn(to, NOON);
  for (const side of ["", "-wal"]) if (existsSync(path + side)) copyFileSync(path + side, copied.path + side);
  const store = openStore(copied);
  const isThere = (number: number): boolean => store.outbox.find(decisionId(number)) !== undefined;
  report.lost += kept.filter((number) => !isThere(number)).length;
  report.cameBack += refused.filter(isThere).length;
  if (store.database.recovery.kind !== "none" || !isConsistent(store)) report.inconsistent += 1;
  store.database.close();
}
