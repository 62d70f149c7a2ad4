import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import type { OutboxState } from "#core/outbox.ts";
import { decisionId, event, impossibleEvent, NOON, queued, sampleEntry, tokenId } from "./sample-rows.ts";
import { storeAdapters, type OpenStore } from "./store-adapters.ts";

const held: OutboxState = { state: "held", until: NOON + 5_000 };
const withdrawn: OutboxState = { state: "withdrawn", withdrawnAt: NOON + 1 };
const sending: OutboxState = { state: "sending", leaseExpiresAt: NOON + 30_000.5 };
const everyState: readonly OutboxState[] = [
  held,
  withdrawn,
  queued(NOON),
  sending,
  { state: "confirming", acceptedAt: NOON, nextLookAt: NOON + 1 },
  { state: "delivered", completedAt: NOON, late: true },
  { state: "superseded", completedAt: NOON, winner: { who: "operator", name: "half \ud800", verdict: "reject" } },
  { state: "expired", cause: "never-sent", expiredAt: NOON },
  { state: "parked", reason: "request-changed", detail: "The amount changed.", parkedAt: NOON },
];

describe.each(storeAdapters)("Outbox on $name", (adapter) => {
  let store: OpenStore;
  beforeEach(() => {
    store = adapter.open();
  });
  afterEach(() => store.close());

  test("when `record` returns, the decision survives the end of the process", (context) => {
    const { restart } = store;
    if (restart === undefined) return context.skip("nothing outlives this process; test/crash cuts the power");
    store.outbox.record(sampleEntry(1, { deadline: NOON + 0.5 }), event("decision.recorded"));
    const again = restart();
    expect(again.outbox.find(decisionId(1))).toEqual(sampleEntry(1, { deadline: NOON + 0.5 }));
    expect(again.auditEntries().map((entry) => entry.kind)).toEqual(["decision.recorded"]);
    expect(again.audit.head()).toBe(store.audit.head());
    return undefined;
  });

  test("a token has at most one decision that is not withdrawn", () => {
    store.outbox.record(sampleEntry(1), event("recorded"));
    const second = sampleEntry(2, { tokenId: tokenId(1) });
    expect(codeOf(() => store.outbox.record(second, event("recorded")))).toBe("decision/duplicate");
    store.outbox.move(decisionId(1), { status: withdrawn }, event("withdrawn"));
    store.outbox.record(second, event("recorded"));
    expect(store.outbox.forToken(tokenId(1))).toEqual(second);
    expect(codeOf(() => store.outbox.move(decisionId(1), { status: held }, event("held")))).toBe("decision/duplicate");
    expect(store.auditEntries().map((entry) => entry.kind)).toEqual(["recorded", "withdrawn", "recorded"]);
  });

  test("what is written `together` is on disk when it returns, all of it, or none of it where it throws", () => {
    store.outbox.record(sampleEntry(1), event("recorded"));
    const writeTwo = (): OutboxState => {
      store.outbox.record(sampleEntry(2), event("recorded"));
      return store.outbox.move(decisionId(1), { status: withdrawn }, event("withdrawn")).status;
    };
    expect(() =>
      store.outbox.together(() => {
        writeTwo();
        store.outbox.record(sampleEntry(3, { tokenId: tokenId(2) }), event("recorded"));
      }),
    ).toThrow(ConsoleError);
    expect(store.outbox.recent(9)).toEqual([sampleEntry(1)]);
    expect(store.auditEntries().map((entry) => entry.kind)).toEqual(["recorded"]);

    expect(store.outbox.together(writeTwo)).toEqual(withdrawn);
    const again = store.restart?.() ?? store;
    expect(again.outbox.recent(9)).toEqual([sampleEntry(2), sampleEntry(1, { status: withdrawn })]);
    expect(again.auditEntries().map((entry) => entry.kind)).toEqual(["recorded", "recorded", "withdrawn"]);
  });

  test("the same decision is not recorded twice", () => {
    store.outbox.record(sampleEntry(1, { status: withdrawn }), event("recorded"));
    const twin = sampleEntry(1, { tokenId: tokenId(2) });
    expect(codeOf(() => store.outbox.record(twin, event("recorded")))).toBe("decision/duplicate");
  });

  test("a decision's bytes never change and no decision is ever removed", () => {
    store.outbox.record(sampleEntry(1), event("recorded"));
    for (const status of everyState) store.outbox.move(decisionId(1), { status }, event("moved"));
    expect(store.outbox.recent(10)).toEqual([sampleEntry(1, { status: everyState.at(-1) ?? held })]);
  });

  test("every state comes back as it was moved to", () => {
    store.outbox.record(sampleEntry(1), event("recorded"));
    const seen = everyState.map((status) => {
      store.outbox.move(decisionId(1), { status }, event("moved"));
      return store.outbox.find(decisionId(1))?.status;
    });
    expect(seen).toEqual(everyState);
  });

  test("`move` writes the new state and its audit entry in one transaction, or neither", () => {
    store.outbox.record(sampleEntry(1), event("recorded"));
    expect(() => store.outbox.move(decisionId(1), { status: sending, attempt: true }, impossibleEvent)).toThrow(
      RangeError,
    );
    expect(store.outbox.find(decisionId(1))).toEqual(sampleEntry(1));
    store.outbox.move(decisionId(1), { status: sending }, event("sending"));
    expect(store.auditEntries().map((entry) => entry.kind)).toEqual(["recorded", "sending"]);
  });

  test("`record` writes the decision and its audit entry in one transaction, or neither", () => {
    expect(() => store.outbox.record(sampleEntry(1), impossibleEvent)).toThrow(RangeError);
    expect([store.outbox.recent(1), store.auditEntries()]).toEqual([[], []]);
  });

  test("`move` counts one attempt more where asked to and answers the entry as it is now", () => {
    store.outbox.record(sampleEntry(1), event("recorded"));
    const first = store.outbox.move(decisionId(1), { status: sending, attempt: true }, event("sending"));
    const second = store.outbox.move(decisionId(1), { status: queued(NOON + 1) }, event("queued"));
    expect([first, second]).toEqual([
      sampleEntry(1, { status: sending, attempts: 1 }),
      sampleEntry(1, { status: queued(NOON + 1), attempts: 1 }),
    ]);
    expect(store.outbox.find(decisionId(1))).toEqual(second);
  });

  test("a decision that was never recorded cannot be moved", () => {
    expect(codeOf(() => store.outbox.move(decisionId(1), { status: held }, event("held")))).toBe("decision/unknown");
  });

  test("entries are found by state, oldest first", () => {
    for (const number of [3, 1, 2]) store.outbox.record(sampleEntry(number), event("recorded"));
    store.outbox.move(decisionId(1), { status: sending }, event("sending"));
    const found = (states: Parameters<typeof store.outbox.inStates>[0]): string[] =>
      store.outbox.inStates(states).map((entry) => entry.decisionId);
    expect([found(["queued"]), found(["queued", "sending"]), found(["held"]), found([])]).toEqual([
      [decisionId(3), decisionId(2)],
      [decisionId(3), decisionId(1), decisionId(2)],
      [],
      [],
    ]);
  });

  test("the recent ones come newest first", () => {
    for (const number of [1, 2, 3]) store.outbox.record(sampleEntry(number), event("recorded"));
    expect(store.outbox.recent(2).map((entry) => entry.decisionId)).toEqual([decisionId(3), decisionId(2)]);
  });

  test("a withdrawn decision is not the token's decision", () => {
    store.outbox.record(sampleEntry(1, { status: withdrawn }), event("recorded"));
    expect(store.outbox.forToken(tokenId(1))).toBeUndefined();
  });
});

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ConsoleError) return error.code;
    throw error;
  }
  return "none";
}
