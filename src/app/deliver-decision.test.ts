import { expect, test } from "vitest";
import type { Fault } from "#adapters/fake/fault.ts";
import { gatewayError, type GatewayErrorCode } from "#core/gateway-error.ts";
import type { OutboxState } from "#core/outbox.ts";
import { createDeliveryStage, type DeliveryStage } from "#test/sim/delivery-stage.ts";
import { deliverStep, REPLICA_LAG_MS } from "./deliver-decision.ts";
import type { StepResult } from "./delivery-step.ts";

function step(stage: DeliveryStage, failures = 0): Promise<StepResult> {
  return stage.finish(deliverStep(stage.ports, stage.environment, stage.entry(), failures));
}

function onSending(fault: Fault): DeliveryStage["chaos"] {
  return ({ method }) => (method === "completeToken" ? fault : { kind: "none" });
}

/** A send whose failure the fake network has no script for. */
function refuseSends(stage: DeliveryStage, code: GatewayErrorCode): DeliveryStage {
  const gateway = {
    ...stage.environment.gateway,
    completeToken: () => Promise.reject(gatewayError(code, "As the server said.")),
  };
  return { ...stage, environment: { ...stage.environment, gateway } };
}

const queued = (reason: string) => ({ state: "queued", reason });
const queuedUncertain = (reason: string) => ({ state: "queued", reason, mayHaveLanded: true });

test.each<[string, Fault, object]>([
  ["a 2xx that reads back as ours is delivered", { kind: "none" }, { state: "delivered", late: false }],
  [
    "HTML in Trigger.dev's place may hide a send that landed",
    { kind: "captive-portal" },
    queuedUncertain("intercepted"),
  ],
  ["a redirect is not followed and needs a person", { kind: "redirect" }, { state: "parked", reason: "redirected" }],
  ["a key that does not count keeps the decision", { kind: "unauthorized" }, queued("unauthorized")],
  ["a key that may not keeps the decision", { kind: "forbidden" }, queued("unauthorized")],
  ["a rate limit keeps the decision", { kind: "rate-limited", resetAfterMs: 9_000 }, queued("rate-limited")],
  ["a server that failed may have applied it", { kind: "server-error", applied: true }, queuedUncertain("uncertain")],
  [
    "a server that failed is not believed to have refused",
    { kind: "server-error", applied: false },
    queuedUncertain("uncertain"),
  ],
  ["no route, no name, no handshake: it did not leave", { kind: "unreachable" }, queued("offline")],
  ["a reset after the send may have landed", { kind: "reset", applied: true }, queuedUncertain("uncertain")],
  ["no answer within the deadline may have landed", { kind: "hang", applied: true }, queuedUncertain("uncertain")],
])("when sending, %s", async (_what, fault, expected) => {
  const stage = createDeliveryStage();
  stage.record();
  stage.chaos = onSending(fault);
  await step(stage);
  const { status } = stage.entry();
  expect(status).toMatchObject(expected);
  expect("mayHaveLanded" in status).toBe("mayHaveLanded" in expected);
});

test.each<[string, GatewayErrorCode, object]>([
  [
    "400, 411, 413 and 422 were not applied and need a person",
    "gateway/refused",
    { state: "parked", reason: "refused" },
  ],
  ["404 is asked once more before a person is needed", "gateway/not-found", queued("not-visible")],
  ["408, 409 and whatever else is unclear may have landed", "gateway/uncertain", queuedUncertain("uncertain")],
])("when sending, %s", async (_what, code, expected) => {
  const stage = refuseSends(createDeliveryStage(), code);
  stage.record();
  await step(stage);
  expect(stage.entry().status).toMatchObject(expected);
});

test("a second 404 parks the decision, which may be withdrawn because it cannot have landed", async () => {
  const stage = refuseSends(createDeliveryStage(), "gateway/not-found");
  stage.record();
  await step(stage);
  await step(stage);
  expect(stage.entry()).toMatchObject({ attempts: 2, status: { state: "parked", reason: "unknown-token" } });
  expect(stage.entry().status).not.toHaveProperty("mayHaveLanded");
});

test("what may have landed once stays so, however later sends fail", async () => {
  const stage = createDeliveryStage();
  stage.record();
  stage.chaos = onSending({ kind: "hang", applied: false });
  await step(stage);
  stage.chaos = onSending({ kind: "redirect" });
  await step(stage);
  expect(stage.entry().status).toMatchObject({ state: "parked", reason: "redirected", mayHaveLanded: true });
});

test("WAITING after a 2xx is confirming for a minute of replica lag, and then the same bytes go again", async () => {
  const stage = createDeliveryStage({ replicaLagMs: 300_000 });
  const { decisionJson } = stage.record();
  await step(stage);
  expect(stage.entry().status.state).toBe("confirming");
  await stage.time.run(stage.time.now() + REPLICA_LAG_MS, () => false);
  await step(stage);
  expect(stage.entry()).toMatchObject({ attempts: 1, status: queuedUncertain("uncertain") });
  await step(stage);
  expect(stage.entry()).toMatchObject({ attempts: 2, decisionJson });
});

test("a decision that landed although its reply was lost is found without being sent again", async () => {
  const stage = createDeliveryStage();
  stage.record();
  stage.chaos = onSending({ kind: "reset", applied: true });
  await step(stage);
  stage.chaos = () => ({ kind: "none" });
  await step(stage);
  expect(stage.entry()).toMatchObject({ attempts: 1, status: { state: "delivered" } });
});

test("somebody else's output is superseded, and nothing is sent", async () => {
  const stage = createDeliveryStage();
  stage.record();
  stage.server.complete(stage.tokenId, { verdict: "approve" });
  await step(stage);
  expect(stage.entry()).toMatchObject({ attempts: 0, status: { state: "superseded", winner: { who: "outside" } } });
});

test.each<[string, (stage: DeliveryStage) => void, OutboxState["state"], string]>([
  ["asks something else", (stage) => stage.publish({ parameters: { amount: "999.00" } }), "parked", "request-changed"],
  ["no longer lists the key", (stage) => stage.publish({}, []), "parked", "not-listed"],
  ["no longer carries the request", (stage) => stage.server.setMetadata(stage.runId, {}), "parked", "request-missing"],
  [
    "has ended, which may mean that the token is settled",
    (stage) => stage.server.setStatus(stage.runId, "CANCELED"),
    "queued",
    "not-visible",
  ],
])("a decision is not sent to a task that %s", async (_what, change, state, reason) => {
  const stage = createDeliveryStage();
  stage.record();
  change(stage);
  await step(stage);
  expect(stage.entry()).toMatchObject({ attempts: 0, status: { state, reason } });
  expect(stage.calls).not.toContain("completeToken");
});

test("a run that has ended while its token goes on waiting needs a person", async () => {
  const stage = createDeliveryStage();
  stage.record();
  stage.server.setStatus(stage.runId, "CANCELED");
  await step(stage);
  await step(stage);
  expect(stage.entry().status).toMatchObject({ state: "parked", reason: "run-ended" });
});

test("a decision that never left expires at its deadline by the server's clock", async () => {
  const stage = createDeliveryStage({ timeoutMs: 2_000 });
  stage.record();
  await stage.time.run(stage.time.now() + 1_500, () => false);
  await step(stage);
  expect(stage.entry()).toMatchObject({ attempts: 0, status: { state: "expired", cause: "never-sent" } });
});

test("past the deadline, what may have landed is watched until the token itself has timed out", async () => {
  const stage = createDeliveryStage({ timeoutMs: 3_000 });
  stage.record({ state: "queued", reason: "uncertain", nextAttemptAt: 0, mayHaveLanded: true }, 1);
  await stage.time.run(stage.time.now() + 2_500, () => false);
  const { again } = await step(stage);
  expect(again).toBeGreaterThan(0);
  expect(stage.calls).not.toContain("completeToken");
  await stage.time.run(stage.time.now() + 1_000, () => false);
  await step(stage);
  expect(stage.entry().status).toMatchObject({ state: "expired", cause: "timed-out" });
});

test("each failure in a row waits longer, up to half a minute", async () => {
  const waits: (number | undefined)[] = [];
  for (const failures of [0, 1, 3, 20]) {
    const stage = createDeliveryStage();
    stage.record();
    stage.chaos = () => ({ kind: "server-error", applied: false });
    waits.push((await step(stage, failures)).again);
  }
  expect(waits).toEqual([750, 1_500, 6_000, 22_500]);
});

test("close to the deadline nothing waits long", async () => {
  const stage = createDeliveryStage({ timeoutMs: 10_000 });
  stage.record();
  stage.chaos = onSending({ kind: "server-error", applied: false });
  expect((await step(stage, 9)).again).toBe(500);
});

test("an answer that comes after a person has withdrawn the decision changes nothing", async () => {
  const stage = createDeliveryStage();
  stage.record({ state: "parked", reason: "refused", detail: "", parkedAt: 0 }, 1);
  const looking = deliverStep(stage.ports, stage.environment, stage.entry());
  stage.store.outbox.move(
    stage.entry().decisionId,
    { status: { state: "withdrawn", withdrawnAt: 1 } },
    { at: 1, kind: "decision.withdraw", data: {} },
  );
  stage.server.complete(stage.tokenId, null);
  await stage.finish(looking);
  expect(stage.entry().status.state).toBe("withdrawn");
});
