import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { openMemoryStore } from "#adapters/fake/memory-store.ts";
import { openMemoryDatabase } from "#adapters/sqlite/open-database.ts";
import type { AuditLog, StoredGate } from "#app/ports.ts";
import { errorCodeOf } from "#core/error.ts";
import type { OutboxState, OutboxStateName } from "#core/outbox.ts";
import { openPorts, type StoreOnDisk } from "#test/fixtures/open-store.ts";
import { decisionId, event, impossibleEvent, NOON, queued, sampleEntry, sampleGate, tokenId } from "./sample-rows.ts";
import { readWaiting } from "#test/fixtures/read-waiting.ts";

type Ports = Pick<StoreOnDisk, "gates" | "outbox"> & { readonly audit: AuditLog };
interface Step {
  readonly kind: "record" | "move" | "save" | "fail";
  readonly decision: number;
  readonly token: number;
  readonly status: OutboxState;
  readonly attempt: boolean;
}

const few = fc.nat({ max: 4 });
const someStatus = fc.constantFrom<OutboxState>(
  { state: "held", until: NOON },
  { state: "withdrawn", withdrawnAt: NOON },
  queued(NOON),
  { state: "sending", leaseExpiresAt: NOON },
  { state: "delivered", completedAt: NOON, late: false },
);
const someSteps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom("record", "record", "move", "move", "save", "fail"),
    decision: few,
    token: few,
    status: someStatus,
    attempt: fc.boolean(),
  }),
  { maxLength: 25 },
);

test("after any calls, the simulation's memory answers as SQLite does", () => {
  fc.assert(
    fc.property(someSteps, (steps) => {
      const sqlite = openPorts(openMemoryDatabase(), NOON);
      const memory = openMemoryStore({ crypto: nodeCrypto });
      for (const step of steps) expect(outcome(memory, step)).toEqual(outcome(sqlite, step));
      expect(everything(memory)).toEqual(everything(sqlite));
      expect(memory.audit.entries()).toEqual([...sqlite.audit.entries()]);
      sqlite.database.close();
    }),
    { numRuns: Number(process.env["COUNTERSIGN_PROPERTY_RUNS"] ?? 2_000) },
  );
});

function outcome({ outbox, gates }: Ports, step: Step): unknown {
  const { status, decision, token } = step;
  const change = step.attempt ? ({ status, attempt: true } as const) : { status };
  try {
    switch (step.kind) {
      case "record":
        return outbox.record(
          sampleEntry(decision, { status, tokenId: tokenId(token) }),
          event("recorded", { decision }),
        );
      case "move":
        return outbox.move(decisionId(decision), change, event("moved", { ...status }));
      case "save":
        return gates.save([gateAt(token, step.attempt), gateAt(decision, false)]);
      case "fail":
        return outbox.move(decisionId(decision), change, impossibleEvent);
    }
  } catch (error) {
    return errorCodeOf(error);
  }
}

function gateAt(token: number, settled: boolean): StoredGate {
  return sampleGate(token, settled ? { status: "COMPLETED", settledAt: NOON - token } : {});
}

function everything({ outbox, gates, audit }: Ports): unknown {
  const states: readonly OutboxStateName[] = ["held", "queued", "withdrawn"];
  const tokens = [0, 1, 2, 3, 4].map((number) => tokenId(number));
  return {
    recent: outbox.recent(3),
    inStates: outbox.inStates(states),
    forToken: tokens.map((token) => outbox.forToken(token)),
    waiting: readWaiting(gates, "env-1"),
    settled: gates.settled(2),
    head: audit.head(),
  };
}
