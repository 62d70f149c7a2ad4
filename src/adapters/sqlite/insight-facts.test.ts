import { afterEach, beforeEach, expect, test } from "vitest";
import type { InsightFact, InsightFacts } from "#app/ports.ts";
import { decisionId, event, NOON, sampleEntry, sampleGate } from "#test/contracts/store/sample-rows.ts";
import { openPorts, type StoreOnDisk } from "#test/fixtures/open-store.ts";
import { openInsightFacts } from "./insight-facts.ts";
import { openMemoryDatabase } from "./open-database.ts";

let store: StoreOnDisk;
let facts: InsightFacts;
beforeEach(() => {
  store = openPorts(openMemoryDatabase(), NOON);
  facts = openInsightFacts(store.database);
});
afterEach(() => store.database.close());

function decision(
  number: number,
  onCardMs: number | undefined,
  verdict: "approve" | "reject" = "approve",
): InsightFact {
  return { kind: "decision", at: NOON + number, decisionId: decisionId(number), verdict, waitedMs: 60_000.5, onCardMs };
}

test("facts come back oldest first, from an instant on", () => {
  const focus: InsightFact = { kind: "focus", at: NOON + 1.5 };
  for (const fact of [decision(2, 900.25), focus, decision(0, 1)]) facts.add(fact);
  expect(facts.since(NOON + 1)).toEqual([focus, decision(2, 900.25)]);
});

test("a decision that was withdrawn is no fact any more", () => {
  store.outbox.record(sampleEntry(1), event("decision.recorded"));
  facts.add(decision(1, 500));
  facts.add(decision(2, 700));
  store.outbox.move(
    decisionId(1),
    { status: { state: "withdrawn", withdrawnAt: NOON } },
    event("decision.withdraw", {}),
  );
  expect([facts.since(NOON).length, facts.approvalTimes(9)]).toEqual([1, [700]]);
});

test("the times of approvals are those that somebody measured, newest first", () => {
  for (const fact of [decision(1, 100), decision(2, undefined), decision(3, 300, "reject"), decision(4, 400)])
    facts.add(fact);
  expect([facts.approvalTimes(9), facts.approvalTimes(1)]).toEqual([[400, 100], [400]]);
});

test("gates that ran out are told from those that were decided", () => {
  store.gates.save([
    sampleGate(1, { status: "TIMED_OUT", settledAt: NOON + 5 }),
    sampleGate(2, { status: "COMPLETED", settledAt: NOON + 6 }),
    sampleGate(3, { status: "TIMED_OUT", settledAt: NOON - 5 }),
    sampleGate(4),
  ]);
  expect(facts.expiries(NOON)).toEqual([NOON + 5]);
});

test("what is old is forgotten, and nothing is changed", () => {
  facts.add({ kind: "focus", at: NOON - 1 });
  facts.add({ kind: "focus", at: NOON });
  facts.forget(NOON);
  expect(facts.since(0)).toEqual([{ kind: "focus", at: NOON }]);
  expect(() => store.database.connection.exec("UPDATE insight_fact SET at = 0")).toThrow("a fact never changes");
});
