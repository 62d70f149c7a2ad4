import { expect, test } from "vitest";
import type { Timer } from "#app/ports.ts";
import { createFakeGateway, type FakeGatewayOptions } from "./fake-gateway.ts";
import { createFakeServer, type FakeServerOptions } from "./fake-server.ts";

const EPOCH = 1_790_000_000_250;

/** Time that passes only when told to. */
function createVirtualTime() {
  let now = 0;
  let due: { at: number; run: () => void }[] = [];
  const timer: Timer = {
    after: (milliseconds, run) => {
      const entry = { at: now + milliseconds, run };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
  };
  async function pass(milliseconds: number): Promise<void> {
    const end = now + milliseconds;
    for (;;) {
      const next = due.filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at)[0];
      now = next?.at ?? end;
      due = due.filter((entry) => entry !== next);
      next?.run();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      if (next === undefined) return;
    }
  }
  return { now: () => now, timer, pass };
}

/** A server on true time and one console whose wall clock is an hour fast. */
function openWorld(serverOptions: Partial<FakeServerOptions> = {}, connection: Partial<FakeGatewayOptions> = {}) {
  const time = createVirtualTime();
  const server = createFakeServer({ now: () => EPOCH + time.now(), ...serverOptions });
  const clock = { now: () => EPOCH + 3_600_000 + time.now(), monotonic: time.now };
  const gateway = createFakeGateway({ server, clock, timer: time.timer, ...connection });
  const tokenId = server.createToken({ tags: ["countersign"], timeoutAt: EPOCH + 60_000 });
  return { time, server, gateway, tokenId };
}

test("a replica that lags still says WAITING after a completion, and then no more", async () => {
  const { time, server, gateway, tokenId } = openWorld({ replicaLag: () => 5_000 });
  await time.pass(10_000);
  await gateway.completeToken(tokenId, '{"decisionId":"1"}');
  expect((await gateway.retrieveToken(tokenId)).status).toBe("WAITING");
  expect(server.token(tokenId)).toMatchObject({ status: "COMPLETED", output: { decisionId: "1" } });
  expect((await gateway.listWaiting()).tokens).toHaveLength(1);
  await time.pass(5_000);
  expect(await gateway.retrieveToken(tokenId)).toMatchObject({ status: "COMPLETED", completedAt: EPOCH + 10_000 });
  expect((await gateway.listWaiting()).tokens).toEqual([]);
});

test("a new token is retrieved at once, though the list's replica does not have it yet", async () => {
  const { time, gateway, tokenId } = openWorld({ replicaLag: () => 5_000 });
  expect((await gateway.retrieveToken(tokenId)).status).toBe("WAITING");
  expect((await gateway.listWaiting()).tokens).toEqual([]);
  await time.pass(5_000);
  expect((await gateway.listWaiting()).tokens).toHaveLength(1);
});

test("until the late job has run, a completion after the timeout still wins", async () => {
  const { time, gateway, tokenId } = openWorld({ expiryDelay: () => 3_000 });
  await time.pass(62_999);
  await gateway.completeToken(tokenId, '{"decisionId":"1"}');
  await time.pass(10_000);
  expect(await gateway.retrieveToken(tokenId)).toMatchObject({ status: "COMPLETED", completedAt: EPOCH + 62_999 });
});

test("once the job has run, the token is TIMED_OUT since then, whenever somebody looks", async () => {
  const { time, gateway, tokenId } = openWorld({ expiryDelay: () => 3_000 });
  await time.pass(100_000);
  await gateway.completeToken(tokenId, '{"decisionId":"1"}');
  expect(await gateway.retrieveToken(tokenId)).toMatchObject({
    status: "TIMED_OUT",
    completedAt: EPOCH + 63_000,
    output: { code: "TRIGGER_WAITPOINT_TIMEOUT" },
  });
});

test("the server's time comes in whole seconds, with the console's own monotonic instants", async () => {
  const samples: unknown[] = [];
  const { time, gateway } = openWorld({}, { latency: () => 400, onServerTime: (sample) => samples.push(sample) });
  await time.pass(1_000);
  const listed = gateway.listWaiting();
  await time.pass(800);
  await listed;
  expect(samples).toEqual([{ dateMs: EPOCH - 250 + 1_000, sentAt: 1_000, receivedAt: 1_800 }]);
});

test("a request that the network held back is served after the console gave up", async () => {
  const { time, server, gateway, tokenId } = openWorld(
    {},
    { chaos: () => ({ kind: "delayed", milliseconds: 15_000 }) },
  );
  const call = expect(gateway.completeToken(tokenId, "{}")).rejects.toMatchObject({ code: "gateway/uncertain" });
  await time.pass(10_000);
  await call;
  expect(server.token(tokenId)?.status).toBe("WAITING");
  await time.pass(5_000);
  expect(server.token(tokenId)?.status).toBe("COMPLETED");
});

test("a duplicate arrives later and changes nothing", async () => {
  const { time, server, gateway, tokenId } = openWorld(
    {},
    { chaos: () => ({ kind: "duplicate", milliseconds: 9_000 }) },
  );
  await gateway.completeToken(tokenId, '{"decisionId":"1"}');
  const first = server.token(tokenId);
  await time.pass(9_000);
  expect(server.token(tokenId)).toEqual(first);
});

test("a network slower than the deadline is given up at the deadline, and the server has served", async () => {
  const { time, server, gateway, tokenId } = openWorld({}, { latency: () => 6_000 });
  const call = expect(gateway.completeToken(tokenId, "{}")).rejects.toMatchObject({ code: "gateway/uncertain" });
  await time.pass(10_000);
  await call;
  expect(server.token(tokenId)?.status).toBe("COMPLETED");
});

test("a console that died hears nothing more, and what it had sent still arrives", async () => {
  const { time, server, gateway, tokenId } = openWorld({}, { latency: () => 1_000 });
  let heard = false;
  void gateway.completeToken(tokenId, "{}").finally(() => (heard = true));
  gateway.close();
  await time.pass(60_000);
  expect(heard).toBe(false);
  expect(server.token(tokenId)?.status).toBe("COMPLETED");
});

test("the script hears each call before it leaves, in order", async () => {
  const calls: unknown[] = [];
  const { gateway, tokenId } = openWorld({}, { chaos: (call) => (calls.push(call), { kind: "none" }) });
  await gateway.listWaiting();
  await gateway.retrieveToken(tokenId);
  expect(calls).toEqual([{ method: "listWaiting" }, { method: "retrieveToken", id: tokenId }]);
});

test("two consoles race for one token: one wins, both hear the same answer", async () => {
  const { server, gateway, time, tokenId } = openWorld();
  const rival = createFakeGateway({ server, clock: { now: time.now, monotonic: time.now }, timer: time.timer });
  await Promise.all([gateway.completeToken(tokenId, '"ours"'), rival.completeToken(tokenId, '"theirs"')]);
  expect(await gateway.retrieveToken(tokenId)).toMatchObject({ output: "ours" });
  expect(await rival.retrieveToken(tokenId)).toEqual(await gateway.retrieveToken(tokenId));
});
