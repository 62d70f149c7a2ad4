import { expect, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import type { OutboxEntry } from "#core/outbox.ts";
import { createDeliveryStage, type DeliveryStage } from "#test/sim/delivery-stage.ts";
import { createDrain, type DrainPorts } from "./drain.ts";
import { createRunPages } from "./run-pages.ts";

function openDrain(stage: DeliveryStage, change: Partial<DrainPorts> = {}) {
  const moves: string[] = [];
  const complaints: unknown[] = [];
  const drain = createDrain({
    ...stage.ports,
    timer: stage.timer,
    pages: createRunPages(stage.clock),
    environment: (id) => (id === stage.environment.id ? stage.environment : undefined),
    onMove: ({ status }) => moves.push(status.state),
    complain: (error) => complaints.push(error),
    ...change,
  });
  return { drain, moves, complaints };
}

function pass(stage: DeliveryStage, milliseconds: number): Promise<void> {
  return stage.time.run(stage.time.now() + milliseconds, () => false);
}

test("a recorded decision goes all its way by itself", async () => {
  const stage = createDeliveryStage();
  const { drain, moves } = openDrain(stage);
  drain.take(stage.record());
  await pass(stage, 1_000);
  expect(moves).toEqual(["sending", "delivered"]);
});

test("a held decision is sent when its hold is over and not a moment earlier", async () => {
  const stage = createDeliveryStage();
  const { drain, moves } = openDrain(stage);
  drain.take(stage.record({ state: "held", until: stage.clock.now() + 5_000 }));
  await pass(stage, 4_999);
  expect(stage.calls).toEqual([]);
  await pass(stage, 1_000);
  expect(moves).toEqual(["queued", "sending", "delivered"]);
});

test("a decision that was undone is not sent when its hold is over", async () => {
  const stage = createDeliveryStage();
  const { drain } = openDrain(stage);
  const entry = stage.record({ state: "held", until: stage.clock.now() + 5_000 });
  drain.take(entry);
  stage.store.outbox.move(
    entry.decisionId,
    { status: { state: "withdrawn", withdrawnAt: 0 } },
    { at: 0, kind: "decision.undo", data: {} },
  );
  await pass(stage, 60_000);
  expect(stage.calls).toEqual([]);
});

test("a decision that was held when the process died waits for a person, even if its hold had time left", async () => {
  const stage = createDeliveryStage();
  stage.record({ state: "held", until: stage.clock.now() + 60_000 });
  const { drain } = openDrain(stage);
  drain.recover();
  await pass(stage, 120_000);
  expect(stage.entry().status).toMatchObject({ state: "parked", reason: "hold-interrupted" });
  expect(stage.calls).toEqual([]);
});

test("a decision that was being sent when the process died is sent again with the same bytes", async () => {
  const stage = createDeliveryStage();
  const { decisionJson } = stage.record({ state: "sending", leaseExpiresAt: 0 }, 1);
  const { drain, moves } = openDrain(stage);
  drain.recover();
  await pass(stage, 1_000);
  expect(moves).toEqual(["queued", "sending", "delivered"]);
  expect(stage.server.token(stage.tokenId)?.output).toEqual(JSON.parse(decisionJson));
});

test("a lease that ran out is due again", async () => {
  const stage = createDeliveryStage();
  const gateway = { ...stage.environment.gateway, completeToken: () => new Promise<void>(() => undefined) };
  const { drain, moves } = openDrain(stage, { environment: () => ({ ...stage.environment, gateway }) });
  drain.take(stage.record());
  await pass(stage, 16_000);
  expect(moves.slice(0, 3)).toEqual(["sending", "queued", "sending"]);
  expect(stage.entry().attempts).toBe(2);
});

test("while the key does not count nothing is sent and everything is kept", async () => {
  const stage = createDeliveryStage();
  const { drain } = openDrain(stage);
  stage.chaos = () => ({ kind: "unauthorized" });
  drain.take(stage.record());
  await pass(stage, 30_000);
  expect(stage.entry().status).toMatchObject({ state: "queued", reason: "unauthorized" });
  expect(stage.calls).toHaveLength(2);
  stage.chaos = () => ({ kind: "none" });
  await pass(stage, 60_000);
  expect(stage.entry().status.state).toBe("delivered");
});

test("a decision of an environment that is not connected waits for it", async () => {
  const stage = createDeliveryStage();
  let isConnected = false;
  const { drain } = openDrain(stage, { environment: () => (isConnected ? stage.environment : undefined) });
  drain.take(stage.record());
  await pass(stage, 30_000);
  expect(stage.calls).toEqual([]);
  isConnected = true;
  await pass(stage, 6_000);
  expect(stage.entry().status.state).toBe("delivered");
});

test("a disk that refuses for a while delays a decision and loses nothing", async () => {
  const stage = createDeliveryStage();
  let refuses = true;
  const outbox = {
    ...stage.ports.outbox,
    move: (...change: Parameters<typeof stage.ports.outbox.move>): OutboxEntry => {
      if (refuses) throw new ConsoleError("store/refused", "The disk is full.");
      return stage.ports.outbox.move(...change);
    },
  };
  const { drain, complaints } = openDrain(stage, { outbox });
  drain.take(stage.record());
  await pass(stage, 12_000);
  expect(stage.calls).not.toContain("completeToken");
  expect(complaints.length).toBeGreaterThan(0);
  refuses = false;
  await pass(stage, 6_000);
  expect(stage.entry().status.state).toBe("delivered");
});

test("nothing is begun while the machine is going to sleep, and all of it after", async () => {
  const stage = createDeliveryStage();
  const { drain } = openDrain(stage);
  drain.pause();
  drain.take(stage.record());
  await pass(stage, 30_000);
  expect(stage.calls).toEqual([]);
  drain.goOn();
  await pass(stage, 1_000);
  expect(stage.entry().status.state).toBe("delivered");
});

test("a parked decision whose token somebody settled is told so", async () => {
  const stage = createDeliveryStage();
  stage.record({ state: "parked", reason: "request-changed", detail: "", parkedAt: 0 });
  const { drain } = openDrain(stage);
  stage.server.complete(stage.tokenId, { verdict: "reject" });
  drain.wake(stage.environment.id);
  await pass(stage, 1_000);
  expect(stage.entry().status).toMatchObject({ state: "superseded" });
});

test("a stopped drain moves nothing any more", async () => {
  const stage = createDeliveryStage();
  const { drain, moves } = openDrain(stage);
  drain.take(stage.record());
  await pass(stage, 25);
  drain.stop();
  await pass(stage, 60_000);
  expect(moves).toEqual(["sending"]);
});
