import { expect, test } from "vitest";
import { nodeCrypto, createSigner, generateSignerPem } from "#adapters/crypto/node-crypto.ts";
import { openMemoryStore } from "#adapters/fake/memory-store.ts";
import { createAlerts } from "#app/alerts.ts";
import type { Environment } from "#app/environment.ts";
import { createGateBook } from "#app/gate-book.ts";
import type { StoredGate } from "#app/ports.ts";
import type { Alert } from "#core/alert.ts";
import type { OutboxEntry, OutboxState } from "#core/outbox.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-11-25T12:00:00Z");
/** The server is an hour ahead of this machine: what is said must follow the server. */
const AHEAD = 60 * MINUTE;

/** What is told, written as `kind gate` or `withdrawn gate`, in a world whose time is moved by hand. */
function openAlerts(marks = new Map<string, number>([["dev", START]])) {
  let now = START;
  let isTimeKnown = true;
  let state: "online" | "offline" = "online";
  const timers: { at: number; callback: () => void }[] = [];
  const armed: number[] = [];
  const signer = createSigner(generateSignerPem());
  const stores = openMemoryStore({ crypto: nodeCrypto, signer: () => signer });
  const timer = {
    after: (milliseconds: number, callback: () => void) => {
      const one = { at: now + milliseconds, callback };
      armed.push(milliseconds);
      timers.push(one);
      return () => void (timers.includes(one) && timers.splice(timers.indexOf(one), 1));
    },
  };
  let finds = 0;
  const book = createGateBook({
    store: stores.gates,
    timer: { after: () => () => undefined },
    onRead: () => undefined,
    complain: () => undefined,
  });
  const told: string[] = [];
  const alerts: Alert[] = [];
  const decided = new Set<string>();
  const environment = {
    time: { read: () => (isTimeKnown ? { now, errorMs: 0 } : undefined) },
    link: { state: () => ({ state }) },
  } as unknown as Environment;
  const one = createAlerts({
    clock: { now: () => now - AHEAD, monotonic: () => now },
    timer,
    book: {
      ...book,
      find: (tokenId) => {
        finds += 1;
        return book.find(tokenId);
      },
    },
    environment: (id) => (id === "dev" ? environment : undefined),
    isDecided: (tokenId) => decided.has(tokenId),
    reminded: { read: (id) => marks.get(id), write: (id, at) => void marks.set(id, at) },
    notifier: {
      notify: (alert) => {
        alerts.push(alert);
        told.push(`${alert.kind} ${alert.gate}`);
      },
      withdraw: (tokenIds) => told.push(...tokenIds.map((id) => `withdrawn ${book.find(id)?.tags.gate}`)),
    },
  });
  function gate(name: string, minutes: number, created = now): StoredGate {
    const stored: StoredGate = {
      environmentId: "dev",
      tokenId: `waitpoint_${name.padEnd(12, "a")}`,
      tags: ["countersign", `gate:${name}`, "urgency:high", "title:Pay ACME", "amount:EUR:12.50"],
      status: "WAITING",
      createdAt: created,
      timeoutAt: created + minutes * MINUTE,
      firstSeenAt: created,
    };
    book.save([stored]);
    return stored;
  }
  function pass(minutes: number): void {
    const end = now + minutes * MINUTE;
    for (;;) {
      const due = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      timers.splice(timers.indexOf(due), 1);
      now = Math.max(now, due.at);
      due.callback();
    }
    now = end;
  }
  return {
    ...one,
    gate,
    pass,
    told,
    alerts,
    decided,
    book,
    marks,
    timers,
    armed,
    finds: () => finds,
    sleep: (minutes: number) => {
      now += minutes * MINUTE;
    },
    know: (known: boolean) => {
      isTimeKnown = known;
    },
    lose: () => {
      isTimeKnown = false;
      state = "offline";
    },
    now: () => now,
  };
}

function entry(tokenId: string, status: OutboxState): OutboxEntry {
  return { tokenId, status } as OutboxEntry;
}

test("a gate is told when it opens, at 15, 5 and 1 minutes, and when nobody decided in time", () => {
  const { opened, gate, pass, told, alerts } = openAlerts();
  opened([gate("payout", 60)]);
  pass(44);
  expect(told).toEqual(["new payout"]);
  pass(30);
  expect(told).toEqual(["new payout", "deadline payout", "deadline payout", "deadline payout", "expired payout"]);
  expect(alerts.map(({ remaining = 0 }) => remaining / MINUTE)).toEqual([60, 15, 5, 1, -0.25]);
  expect(alerts[0]).toMatchObject({ urgency: "high", title: "Pay ACME", money: { currency: "EUR", amount: "12.50" } });
});

test("a decision ends the reminders, and its being undone goes on with them", () => {
  const { opened, gate, pass, told, decided } = openAlerts();
  const { tokenId } = gate("payout", 60);
  opened([gate("payout", 60)]);
  decided.add(tokenId);
  pass(50);
  decided.delete(tokenId);
  pass(6);
  expect(told).toEqual(["new payout", "deadline payout"]);
});

test("what was settled is withdrawn and not told again; a timeout that the server tells first is told once", () => {
  const { opened, settled, gate, pass, told, book } = openAlerts();
  const [done, timedOut] = [gate("done", 60), gate("out", 60)];
  opened([done, timedOut]);
  book.save([
    { ...done, status: "COMPLETED" },
    { ...timedOut, status: "TIMED_OUT" },
  ]);
  settled([done.tokenId, timedOut.tokenId]);
  pass(120);
  expect(told).toEqual(["new done", "new out", "withdrawn done", "withdrawn out", "expired out"]);
});

test("a restart repeats no reminder, and says only the last of those that were missed", () => {
  const first = openAlerts();
  first.opened([first.gate("payout", 60)]);
  first.pass(46);
  expect(first.told).toEqual(["new payout", "deadline payout"]);

  const again = openAlerts(new Map([["dev", START + 46 * MINUTE]]));
  const stored = again.gate("payout", 60);
  again.sleep(47);
  again.watch([stored.tokenId]);
  again.look();
  expect(again.told).toEqual([]);

  const late = openAlerts(new Map([["dev", START]]));
  late.watch([late.gate("payout", 60).tokenId]);
  late.sleep(59.5);
  late.look();
  late.look();
  expect(late.told).toEqual(["deadline payout"]);
});

test("the very first start says nothing of what was before it", () => {
  const { watch, gate, look, pass, told, sleep } = openAlerts(new Map());
  const stored = gate("payout", 60);
  sleep(50);
  watch([stored.tokenId]);
  look();
  expect(told).toEqual([]);
  pass(6);
  expect(told).toEqual(["deadline payout"]);
});

test("the first gate that opens in the very first start is reminded of like any other", () => {
  const { opened, gate, pass, told, marks } = openAlerts(new Map());
  opened([gate("payout", 60)]);
  expect(marks.get("dev")).toBe(START);
  pass(56);
  expect(told).toEqual(["new payout", "deadline payout", "deadline payout"]);
});

test("while the server's time is unknown nothing is said; offline this computer's clock has to do", () => {
  const { watch, gate, look, told, know, sleep, lose } = openAlerts();
  const stored = gate("payout", 60);
  watch([stored.tokenId]);
  know(false);
  sleep(56);
  look();
  expect(told).toEqual([]);
  lose();
  look();
  expect(told).toEqual([]);
  sleep(60);
  look();
  expect(told).toEqual(["deadline payout"]);
});

test("a parked decision and one that came too late are told, and withdrawn once they move on", () => {
  const { opened, moved, seen, gate, told } = openAlerts();
  const { tokenId } = gate("payout", 60);
  opened([gate("payout", 60)]);
  moved(entry(tokenId, { state: "held", until: 0 }));
  moved(entry(tokenId, { state: "sending", leaseExpiresAt: 0 }));
  moved(entry(tokenId, { state: "parked", reason: "refused", detail: "", parkedAt: 0 }));
  moved(entry(tokenId, { state: "expired", cause: "never-sent", expiredAt: 0 }));
  seen(tokenId);
  expect(told.slice(1)).toEqual([
    "withdrawn payout",
    "withdrawn payout",
    "parked payout",
    "withdrawn payout",
    "late payout",
    "withdrawn payout",
  ]);
});

test("ten thousand gates take one timer, and nothing is gone through before the first is due", () => {
  const { watch, gate, timers, armed, pass, told, finds } = openAlerts();
  const gates = Array.from({ length: 10_000 }, (_, index) => gate(`g${index}`, 60 + index));
  watch(gates.map(({ tokenId }) => tokenId));
  expect(timers).toHaveLength(1);
  const before = finds();
  armed.length = 0;
  pass(44);
  expect([finds() - before, armed.length]).toEqual([0, 0]);
  pass(2);
  expect(told).toEqual(["deadline g0", "deadline g1"]);
  expect(finds() - before).toBe(2);
});

test("an environment that is left takes its notices and reminders along", () => {
  const { opened, forget, gate, pass, told } = openAlerts();
  opened([gate("payout", 60)]);
  forget("dev");
  pass(120);
  expect(told).toEqual(["new payout", "withdrawn payout"]);
});
