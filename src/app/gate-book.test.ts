import { expect, test } from "vitest";
import { openMemoryStore } from "#adapters/fake/memory-store.ts";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import type { StoredGate } from "#app/ports.ts";
import { createGateBook } from "./gate-book.ts";

const later: (() => void)[] = [];
const timer = { after: (_milliseconds: number, callback: () => void) => (later.push(callback), () => undefined) };
const complain = (error: unknown) => {
  throw error;
};
const everything = { search: "", order: "deadline" } as const;

function gate(id: number, part: Partial<StoredGate> = {}): StoredGate {
  return {
    environmentId: "dev",
    tokenId: `waitpoint_gate${String(id).padStart(6, "0")}`,
    tags: ["countersign", `title:Gate ${id}`],
    status: "WAITING",
    createdAt: id,
    firstSeenAt: id,
    ...part,
  };
}

function openBook(gates: readonly StoredGate[]) {
  const book = createGateBook({ store: openMemoryStore({ crypto: nodeCrypto }).gates, timer, complain });
  book.save(gates);
  return book;
}

const order = (book: ReturnType<typeof openBook>, by: "deadline" | "urgency" | "amount" | "age") =>
  book.waiting({ search: "", order: by }).map(({ tags }) => tags.title);

test("the nearest deadline comes first, then urgency, then amount, then age; no deadline comes last", () => {
  const book = openBook([
    gate(1),
    gate(2, { timeoutAt: 2_000 }),
    gate(3, { timeoutAt: 2_000, tags: ["countersign", "title:Gate 3", "urgency:critical"] }),
    gate(4, { timeoutAt: 2_000, tags: ["countersign", "title:Gate 4", "amount:EUR:99.00"] }),
    gate(5, { timeoutAt: 9_000, tags: ["countersign", "title:Gate 5", "decide-by:1970-01-01T00:00:01Z"] }),
  ]);
  expect(order(book, "deadline")).toEqual(["Gate 5", "Gate 3", "Gate 4", "Gate 2", "Gate 1"]);
});

test("by urgency the most urgent comes first, then the nearest effective deadline; one that says nothing is normal", () => {
  const book = openBook([
    gate(1, { timeoutAt: 1_000, tags: ["countersign", "title:Gate 1", "urgency:low"] }),
    gate(2, { timeoutAt: 9_000 }),
    gate(3, { timeoutAt: 9_000, tags: ["countersign", "title:Gate 3", "decide-by:1970-01-01T00:00:02Z"] }),
    gate(4, { tags: ["countersign", "title:Gate 4", "urgency:critical"] }),
    gate(5, { timeoutAt: 9_999, tags: ["countersign", "title:Gate 5", "urgency:high"] }),
  ]);
  expect(order(book, "urgency")).toEqual(["Gate 4", "Gate 5", "Gate 3", "Gate 2", "Gate 1"]);
});

test("amounts are compared as decimals, not as text", () => {
  const amounts = ["9.00", "1250.00", "100000000000000000.01", "100000000000000000.02"];
  const book = openBook(
    amounts.map((amount, id) => gate(id, { tags: ["countersign", `title:${amount}`, `amount:EUR:${amount}`] })),
  );
  expect(order(book, "amount")).toEqual(amounts.toReversed());
});

test("every word of a search has to be found, in any case and in any order", () => {
  const book = openBook([
    gate(1, { tags: ["countersign", "title:Pay ACME GmbH", "kind:payout.create"] }),
    gate(2, { tags: ["countersign", "title:Pay Globex", "kind:payout.create"] }),
  ]);
  expect(book.waiting({ ...everything, search: "PAYOUT acme" }).map(({ tags }) => tags.title)).toEqual([
    "Pay ACME GmbH",
  ]);
});

test("a settled gate leaves the queue and can still be found", () => {
  const book = openBook([gate(1), gate(2)]);
  book.save([gate(1, { status: "TIMED_OUT", settledAt: 5 })]);
  expect([book.waiting(everything).length, book.find(gate(1).tokenId)?.gate.status]).toEqual([1, "TIMED_OUT"]);
});

test("a settled gate keeps the request it was decided on when the task shrinks its envelope", () => {
  const book = openBook([]);
  const run = { runId: "run_cmwsb0oxx000cyv7dspm6qg85", task: "t", status: "COMPLETED", ended: "completed" } as const;
  const settled = gate(1, { status: "COMPLETED", envelope: { whole: true } });
  const metadata = {
    countersign: { version: 1, gates: { [settled.tokenId]: { digest: `sha256-${"0".repeat(64)}` } } },
  };
  expect(book.withRun(settled, { ...run, metadata }).envelope).toEqual({ whole: true });
});

test("what was waiting at the last end is there again at the next start", () => {
  const store = openMemoryStore({ crypto: nodeCrypto });
  const book = createGateBook({ store: store.gates, timer, complain });
  book.save([gate(1), gate(2)]);
  book.close();
  const next = createGateBook({ store: store.gates, timer, complain });
  expect(next.of("dev")).toHaveLength(2);
});

test("what is saved counts at once and is on disk a moment later, in one write", () => {
  const { gates: store } = openMemoryStore({ crypto: nodeCrypto });
  const book = createGateBook({ store, timer, complain });
  later.length = 0;
  book.save([gate(1)]);
  book.save([gate(1, { status: "COMPLETED" }), gate(2)]);
  expect([book.find(gate(1).tokenId)?.gate.status, store.find(gate(1).tokenId), later.length]).toEqual([
    "COMPLETED",
    undefined,
    1,
  ]);
  later[0]?.();
  expect(store.find(gate(1).tokenId)?.status).toBe("COMPLETED");
});

test("a disk that refuses the snapshot is complained of, and tried again", () => {
  const { gates: store } = openMemoryStore({ crypto: nodeCrypto });
  const complaints: unknown[] = [];
  let full = true;
  const save = (gates: readonly StoredGate[]) => {
    if (full) throw new Error("full");
    store.save(gates);
  };
  const book = createGateBook({ store: { ...store, save }, timer, complain: (error) => complaints.push(error) });
  later.length = 0;
  book.save([gate(1)]);
  later[0]?.();
  full = false;
  later[1]?.();
  expect([complaints.length, store.find(gate(1).tokenId)?.status]).toEqual([1, "WAITING"]);
});
