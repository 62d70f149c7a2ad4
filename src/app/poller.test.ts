import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { createFakeGateway } from "#adapters/fake/fake-gateway.ts";
import { createFakeServer } from "#adapters/fake/fake-server.ts";
import type { FakeCall, Fault } from "#adapters/fake/fault.ts";
import { openMemoryStore } from "#adapters/fake/memory-store.ts";
import { createLink } from "./environment.ts";
import { createGateBook } from "./gate-book.ts";
import { createPoller } from "./poller.ts";
import { createServerTime } from "./server-time.ts";

/** A poller on a server with that many waiting gates; time moves only when a test says so. */
function openPoller(gates: number) {
  let now = 1_000_000;
  const clock = { now: () => now, monotonic: () => now };
  const server = createFakeServer({ now: () => now });
  const tokens = Array.from({ length: gates }, () => {
    const runId = server.createRun({ task: "payout-agent" });
    const tokenId = server.createToken({ tags: ["countersign", `run:${runId}`] });
    server.setMetadata(runId, { countersign: { version: 1, gates: { [tokenId]: { sent: true } } } });
    return { tokenId, runId };
  });
  const calls: FakeCall[] = [];
  const settled: string[] = [];
  const changed: string[] = [];
  const time = createServerTime(clock);
  let fault: Fault = { kind: "none" };
  const gateway = createFakeGateway({
    server,
    clock,
    timer: { after: (_milliseconds, callback) => (callback(), () => undefined) },
    onServerTime: (sample) => time.learn(sample),
    chaos: (call) => {
      calls.push(call);
      return fault;
    },
  });
  const store = openMemoryStore({ crypto: nodeCrypto }).gates;
  const book = createGateBook({
    store,
    timer: { after: () => () => undefined },
    onRead: () => undefined,
    complain: (error) => {
      throw error;
    },
  });
  const environment = {
    id: "dev",
    name: "Dev",
    kind: "development" as const,
    address: "",
    gateway,
    time,
    link: createLink(() => undefined),
  };
  let openTokenId = "";
  const poller = createPoller(
    {
      clock,
      random: { fraction: () => 0.5, uuid: () => "" },
      store,
      book,
      openGate: () => book.find(openTokenId)?.gate,
      onNew: () => undefined,
      onChange: (tokenIds) => changed.push(...tokenIds),
      onSettled: (tokenIds) => settled.push(...tokenIds),
      onReachable: () => undefined,
    },
    environment,
  );
  return {
    server,
    book,
    poller,
    tokens,
    settled,
    changed,
    link: environment.link,
    /** What becomes of every call from now on. */
    suffer: (next: Fault) => (fault = next),
    open: (tokenId: string) => (openTokenId = tokenId),
    /** Runs that many ticks, two seconds apart, and counts what each asked. */
    ticks: async (count: number): Promise<number[]> => {
      const asked: number[] = [];
      for (let tick = 0; tick < count; tick += 1) {
        now += 2_000;
        calls.length = 0;
        await poller.tick();
        asked.push(calls.length);
      }
      return asked;
    },
  };
}

test("a long queue is caught up with, envelopes and all, and then costs what a short one costs", async () => {
  const long = openPoller(950);
  await long.ticks(40);
  expect(long.poller.isCatchingUp()).toBe(false);
  expect(long.book.of("dev").filter(({ gate }) => gate.envelope !== undefined)).toHaveLength(950);
  const short = openPoller(1);
  await short.ticks(40);
  long.open(long.tokens[0]?.tokenId ?? "");
  short.open(short.tokens[0]?.tokenId ?? "");
  const [costs, expected] = [await long.ticks(10), await short.ticks(10)];
  expect(costs).toEqual(expected);
  expect(Math.max(...costs)).toBe(2);
});

test("a gate that somebody settles beyond the newest page is noticed within one sweep", async () => {
  const { server, book, poller, tokens, settled, ticks } = openPoller(250);
  await ticks(20);
  expect(poller.isCatchingUp()).toBe(false);
  const oldest = tokens[0]?.tokenId ?? "";
  server.complete(oldest, { verdict: "reject" });
  await ticks(2 * 2 * 4);
  expect(settled).toEqual([oldest]);
  expect(book.find(oldest)?.gate.status).toBe("COMPLETED");
});

test("an open card beyond the newest page flips within four ticks when its token is settled, for no call more", async () => {
  const { server, book, poller, tokens, settled, open, ticks } = openPoller(950);
  await ticks(40);
  expect(poller.isCatchingUp()).toBe(false);
  const oldest = tokens[0]?.tokenId ?? "";
  open(oldest);
  await ticks(4);
  server.complete(oldest, { verdict: "reject" });
  const asked = await ticks(4);
  expect([settled, book.find(oldest)?.gate.status]).toEqual([[oldest], "COMPLETED"]);
  expect(Math.max(...asked)).toBe(2);
});

test("an open card is told of its deadline at the next tick, once", async () => {
  const { server, changed, open, ticks } = openPoller(0);
  const tokenId = server.createToken({
    tags: ["countersign", `decide-by:${new Date(server.now() + 30_000).toISOString()}`],
    timeoutAt: server.now() + 60_000,
  });
  open(tokenId);
  await ticks(3);
  changed.length = 0;
  await ticks(15);
  expect(changed).toEqual([tokenId]);
});

test("a new gate is in the book, request and all, after one tick", async () => {
  const { server, book, ticks } = openPoller(0);
  await ticks(2);
  const runId = server.createRun({ task: "payout-agent" });
  const tokenId = server.createToken({ tags: ["countersign", `run:${runId}`] });
  server.setMetadata(runId, { countersign: { version: 1, gates: { [tokenId]: { sent: true } } } });
  await ticks(1);
  expect(book.find(tokenId)?.gate.envelope).toEqual({ sent: true });
});

test("ticks asked for while one is under way join it", async () => {
  const { poller, ticks } = openPoller(3);
  await ticks(5);
  const first = poller.tick();
  expect(poller.tick()).toBe(first);
  await first;
});

test("an environment whose every connection breaks counts as offline until it answers again", async () => {
  const { link, ticks, suffer } = openPoller(1);
  await ticks(1);
  expect(link.state()).toEqual({ state: "online" });
  suffer({ kind: "reset", applied: false });
  await ticks(1);
  expect(link.state()).toMatchObject({ state: "offline" });
  suffer({ kind: "none" });
  await ticks(1);
  expect(link.state()).toEqual({ state: "online" });
});

test("a waiting gate whose tags or timeout read otherwise is taken as it reads now", async () => {
  const { server, book, ticks } = openPoller(1);
  await ticks(1);
  const [waiting] = server.readWaiting().tokens;
  if (waiting === undefined) throw new Error("There is no token.");
  server.readWaiting = () => ({
    tokens: [{ ...waiting, tags: [...waiting.tags, "urgency:critical"], timeoutAt: 9 }],
  });
  await ticks(1);
  expect(book.waiting({ search: "", order: "deadline" })).toMatchObject([
    { tags: { urgency: "critical" }, deadline: 9, gate: { envelope: { sent: true } } },
  ]);
});
