import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { sampleEntry } from "#test/contracts/store/sample-rows.ts";
import { openStore, optionsIn } from "#test/fixtures/open-store.ts";

// A process that decides until it has decided often enough or is killed, and says after each call what it was promised:
// node record-decisions.ts FOLDER COUNT full|normal [ACKS_FILE]
const [folder = "", count = "0", synchronous = "full", acks] = process.argv.slice(2);
const output = acks === undefined ? 1 : openSync(join(folder, acks), "a");

const { outbox, database } = openStore(optionsIn(folder, Date.now()));
// NORMAL is only here to show that the harness can see a loss. Small logs bring the checkpoints into play.
if (synchronous === "normal") database.connection.exec("PRAGMA synchronous = NORMAL");
database.connection.exec("PRAGMA wal_autocheckpoint = 40");

for (let number = 0; number < Number(count); number += 1) {
  const decisionId = randomUUID();
  const at = Date.now();
  const tokenId = `waitpoint_${decisionId.replaceAll("-", "")}`;
  const entry = sampleEntry(number, { decisionId, tokenId, recordedAt: at });
  outbox.record(entry, { at, kind: "decision.recorded", data: { decisionId } });
  promise(decisionId, 0);
  const status = { state: "sending", leaseExpiresAt: at + 30_000 } as const;
  outbox.move(decisionId, { status, attempt: true }, { at, kind: "decision.sending", data: { decisionId } });
  promise(decisionId, 1);
}
database.close();

function promise(decisionId: string, attempts: number): void {
  writeSync(output, `ack ${decisionId} ${attempts}\n`);
}
