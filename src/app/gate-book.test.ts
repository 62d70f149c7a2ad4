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
const onRead = () => undefined;
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
  const book = createGateBook({ store: openMemoryStore({ crypto: nodeCrypto }).gates, timer, onRead, complain });
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

test("gates whose run still owes its envelope are told apart, until it comes or the gate goes", () => {
  const withRun = (id: number, part: Partial<StoredGate> = {}) =>
    gate(id, { tags: ["countersign", `title:Gate ${id}`, `run:run_${"a".repeat(20)}${id}`], ...part });
  const book = openBook([gate(1), withRun(2), withRun(3), withRun(4), withRun(5, { environmentId: "prod" })]);
  const owed = (environmentId: string) => book.withoutEnvelope(environmentId).map(({ gate: { tokenId } }) => tokenId);
  expect(owed("dev")).toEqual([withRun(2), withRun(3), withRun(4)].map(({ tokenId }) => tokenId));
  book.save([withRun(2, { envelope: { whole: true } }), withRun(3, { status: "COMPLETED" })]);
  expect(owed("dev")).toEqual([withRun(4).tokenId]);
  expect(owed("prod")).toEqual([withRun(5).tokenId]);
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
  const book = createGateBook({ store: store.gates, timer, onRead, complain });
  book.save([gate(1), gate(2)]);
  book.close();
  const next = createGateBook({ store: store.gates, timer, onRead, complain });
  expect(next.of("dev")).toHaveLength(2);
});

test("what is saved counts at once and is on disk a moment later, in one write", () => {
  const { gates: store } = openMemoryStore({ crypto: nodeCrypto });
  const book = createGateBook({ store, timer, onRead, complain });
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
  const book = createGateBook({
    store: { ...store, save },
    timer,
    onRead,
    complain: (error) => complaints.push(error),
  });
  later.length = 0;
  book.save([gate(1)]);
  later[0]?.();
  full = false;
  later[1]?.();
  expect([complaints.length, store.find(gate(1).tokenId)?.status]).toEqual([1, "WAITING"]);
});

/** A book over that many stored gates, each a second nearer to its deadline than the one before. */
function openLong(gates: number) {
  const { gates: store } = openMemoryStore({ crypto: nodeCrypto });
  store.save(Array.from({ length: gates }, (_, id) => gate(id, { timeoutAt: 1_000_000 - 1_000 * id })));
  const told: [number, boolean][] = [];
  const complaints: unknown[] = [];
  const disk = { ...store };
  later.length = 0;
  const book = createGateBook({
    store: { ...store, read: (tokenIds) => disk.read(tokenIds) },
    timer,
    onRead: (tokenIds, isAll) => told.push([tokenIds.length, isAll]),
    complain: (error) => complaints.push(error),
  });
  return { store, disk, book, told, complaints, next: () => later.shift()?.() };
}

test("of a long queue the nearest deadlines are there at once and the rest in turns; all are counted from the first", () => {
  const { book, told, next } = openLong(450);
  const first = book.of("dev");
  expect([first.length, Math.max(...first.map(({ deadline }) => deadline ?? 0)), book.count()]).toEqual([
    100, 650_000, 450,
  ]);
  next();
  expect([book.waiting(everything).length, book.count()]).toEqual([300, 450]);
  next();
  expect([book.waiting(everything).length, book.count(), later.length]).toEqual([450, 450, 0]);
  expect(told).toEqual([
    [200, false],
    [150, true],
  ]);
});

test("a gate can be found, changed and settled before its turn, and is counted once", () => {
  const { book, next } = openLong(450);
  book.of("dev");
  expect(book.find(gate(0).tokenId)?.gate.createdAt).toBe(0);
  book.save([gate(1, { status: "COMPLETED", settledAt: 5 }), gate(2, { timeoutAt: 1 })]);
  expect([book.of("dev").length, book.count()]).toEqual([102, 449]);
  // The second turn, the write, and the third turn.
  for (let turn = 0; turn < 3; turn += 1) next();
  const ids = book.waiting(everything).map(({ gate: { tokenId } }) => tokenId);
  expect([ids.length, new Set(ids).size, ids[0], book.count()]).toEqual([449, 449, gate(2).tokenId, 449]);
});

test("what is closed or forgotten is read no further, and a disk that refuses is asked again", () => {
  const { book, disk, store, complaints, next } = openLong(450);
  book.of("dev");
  disk.read = () => {
    throw new Error("busy");
  };
  next();
  disk.read = (tokenIds) => store.read(tokenIds);
  next();
  expect([complaints.length, book.of("dev").length]).toEqual([1, 300]);
  book.forget("dev");
  next();
  expect([book.count(), later.length]).toEqual([0, 0]);
});
