import { expect, test } from "vitest";
import { registerDevWorker } from "./dev-worker.ts";
import { openTestServer, type TestServer } from "./open-server.ts";

test("a run goes from the queue through its token to its end", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const runId = await trigger(server);
  const held = await worker.begin();
  const { id: tokenId } = await server.api.createWaitpointToken({ timeout: "10m" });
  await worker.wait(runId, tokenId);
  expect((await worker.latest(runId)).snapshot.executionStatus).toBe("EXECUTING_WITH_WAITPOINTS");
  expect((await server.api.retrieveRun(runId)).status).toBe("EXECUTING");

  await server.api.completeWaitpointToken(tokenId, { data: { approved: true } });
  await expect
    .poll(async () => (await worker.latest(runId)).snapshot.executionStatus, { timeout: 6_000 })
    .toBe("EXECUTING");
  const { snapshot, completedWaitpoints } = await worker.latest(runId);
  expect(completedWaitpoints).toMatchObject([{ friendlyId: tokenId, output: '{"json":{"approved":true}}' }]);
  const end = await worker.succeed({ ...held, snapshotId: snapshot.friendlyId }, '{"json":{"paid":true}}');
  expect(end).toMatchObject({ attemptStatus: "RUN_FINISHED", run: { status: "COMPLETED_SUCCESSFULLY" } });
  expect(await server.api.retrieveRun(runId)).toMatchObject({ status: "COMPLETED", output: { paid: true } });
  expect(server.mistakes).toEqual([]);
});

test("a token that was settled before the run waits for it still blocks it for a moment", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const runId = await trigger(server);
  await worker.begin();
  const { id: tokenId } = await server.api.createWaitpointToken({});
  await server.api.completeWaitpointToken(tokenId, { data: 1 });
  await worker.wait(runId, tokenId);
  expect((await worker.latest(runId)).snapshot.executionStatus).toBe("EXECUTING_WITH_WAITPOINTS");
  await expect.poll(async () => (await worker.latest(runId)).completedWaitpoints.length, { timeout: 6_000 }).toBe(1);
});

test("a short retry stays with the worker and does not jump the attempt number", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const runId = await trigger(server);
  const held = await worker.begin();
  const failed = await worker.fail(held, "once", 100);
  expect(failed).toMatchObject({ attemptStatus: "RETRY_IMMEDIATELY", run: { attemptNumber: 1 } });

  const again = await worker.start({ runId, snapshotId: failed.snapshot.friendlyId });
  expect(again.body).toMatchObject({ run: { attemptNumber: 2 }, snapshot: { executionStatus: "EXECUTING" } });
});

test("a long retry goes back to the queue and is not handed out before its time", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const runId = await trigger(server);
  const failed = await worker.fail(await worker.begin(), "once", 60_000);
  expect(failed).toMatchObject({ attemptStatus: "RETRY_QUEUED", snapshot: { executionStatus: "QUEUED" } });
  expect(await worker.dequeue()).toEqual([]);
  expect((await server.api.retrieveRun(runId)).status).toBe("EXECUTING");
});

test("a failure without a retry ends the run with the task's error", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const runId = await trigger(server);
  await worker.fail(await worker.begin(), "no such account");
  const run = await server.api.retrieveRun(runId);
  expect(run).toMatchObject({ status: "FAILED", isFailed: true, error: { message: "no such account" } });
});

test("a run that nobody takes within its time to live expires", async () => {
  const server = await openTestServer();
  const { id } = await server.api.triggerTask("refund", { payload: 1, options: { ttl: "1s" } });
  expect((await server.api.retrieveRun(id)).ttl).toBe("1s");
  await expect.poll(async () => (await server.api.retrieveRun(id)).status, { timeout: 6_000 }).toBe("EXPIRED");
  const usual = await server.api.triggerTask("refund", { payload: 1 });
  expect((await server.api.retrieveRun(usual.id)).ttl).toBe("10m");
});

test("a delayed run is queued when its time has come", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const { id } = await server.api.triggerTask("refund", { payload: 1, options: { delay: "1s" } });
  expect((await server.api.retrieveRun(id)).status).toBe("DELAYED");
  expect(await worker.dequeue()).toEqual([]);
  await expect.poll(async () => (await server.api.retrieveRun(id)).status, { timeout: 6_000 }).toBe("QUEUED");
  expect(await worker.dequeue()).toMatchObject([{ runId: id }]);
});

test("a queued run is cancelled at once, a held one when its worker has stopped it", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const queued = await trigger(server);
  await server.api.cancelRun(queued);
  expect((await worker.latest(queued)).snapshot.executionStatus).toBe("FINISHED");

  const runId = await trigger(server);
  const held = await worker.begin();
  await server.api.cancelRun(runId);
  const pending = await worker.latest(runId);
  expect(pending).toMatchObject({ snapshot: { executionStatus: "PENDING_CANCEL" }, run: { status: "CANCELED" } });
  expect((await worker.complete(held, { ok: true, outputType: "application/json" })).status).toBe(500);
  const end = await worker.fail({ runId, snapshotId: pending.snapshot.friendlyId }, "aborted");
  expect(end).toMatchObject({ attemptStatus: "RUN_FINISHED", run: { status: "CANCELED" } });
});

test("a worker that is gone takes its runs with it and leaves their tokens", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const runId = await trigger(server);
  await worker.begin();
  const { id: tokenId } = await server.api.createWaitpointToken({});
  await worker.wait(runId, tokenId);
  const gone = await server.ask("POST", "/engine/v1/dev/disconnect", { runFriendlyIds: [runId, "run_unknown"] });
  expect(gone.body).toEqual({ cancelled: 1 });
  expect((await server.api.retrieveRun(runId)).status).toBe("CANCELED");
  expect((await server.api.retrieveWaitpointToken(tokenId)).status).toBe("WAITING");
});

test("a run whose worker gives no sign of life fails, and one that does lives on", async () => {
  const server = await openTestServer({ stallMs: 1_500 });
  const worker = await registerDevWorker(server, ["refund"]);
  const silent = await trigger(server);
  await worker.begin();
  const lively = await trigger(server);
  const held = await worker.begin();
  const beat = setInterval(() => void worker.heartbeat(held), 100);
  await expect.poll(async () => (await server.api.retrieveRun(silent)).status, { timeout: 6_000 }).toBe("FAILED");
  expect((await server.api.retrieveRun(lively)).status).toBe("EXECUTING");
  clearInterval(beat);
});

test("a gate that was written and not executed never stalls", async () => {
  const server = await openTestServer({ stallMs: 1 });
  const { body } = await server.ask("POST", "/sandbox/gates", { count: 1 });
  const { runId } = (body as { gates: [{ runId: string }] }).gates[0];
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await server.api.retrieveRun(runId)).status).toBe("EXECUTING");
});

test("a parent waits for its child and hears how it ended", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund", "child"]);
  const parentId = await trigger(server);
  await worker.begin();
  const options = { parentRunId: parentId, resumeParentOnCompletion: true };
  const child = await server.api.triggerTask("child", { payload: 1, options });
  expect((await worker.latest(parentId)).snapshot.executionStatus).toBe("EXECUTING_WITH_WAITPOINTS");

  await worker.succeed(await worker.begin(), '{"json":"done"}');
  await expect
    .poll(async () => (await worker.latest(parentId)).completedWaitpoints, { timeout: 6_000 })
    .toMatchObject([
      { type: "RUN", completedByTaskRun: { friendlyId: child.id }, output: '{"json":"done"}', outputIsError: false },
    ]);
  expect((await server.api.retrieveRun(parentId)).relatedRuns.children).toMatchObject([{ id: child.id, depth: 1 }]);
});

test("metadata is set by operations, and the last of it rides in the completion", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const runId = await trigger(server);
  const held = await worker.begin();
  await server.api.updateRunMetadata(runId, { operations: [{ type: "set", key: "step", value: 1 }] });
  const last = { json: { operations: [{ type: "increment", key: "step", value: 2 }] } };
  await worker.complete(held, {
    ok: true,
    outputType: "application/json",
    flushedMetadata: { data: JSON.stringify(last), dataType: "application/super+json" },
  });
  expect((await server.api.retrieveRun(runId)).metadata).toEqual({ step: 3 });
  const huge = { operations: [{ type: "set", key: "huge", value: "x".repeat(256 * 1024) }] };
  expect((await server.ask("PUT", `/api/v1/runs/${runId}/metadata`, huge)).status).toBe(413);
});

test("the same idempotency key finds the same run", async () => {
  const { api } = await openTestServer();
  const options = { idempotencyKey: "once" };
  const first = await api.triggerTask("refund", { payload: 1, options });
  const second = await api.triggerTask("refund", { payload: 2, options });
  expect(second).toMatchObject({ id: first.id, isCached: true });
});

test("runs are listed with their metadata, by tag and by status, newest first", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    const options = { tags: ["countersign", `n:${index}`], metadata: { index } };
    ids.push((await server.api.triggerTask("refund", { payload: index, options })).id);
  }
  await trigger(server);
  const first = await server.api.listRuns({ tag: "countersign", limit: 2 });
  expect(first.data.map(({ id, metadata }) => [id, metadata])).toEqual([
    [ids[4], { index: 4 }],
    [ids[3], { index: 3 }],
  ]);
  const all: string[] = [];
  for await (const run of server.api.listRuns({ tag: "countersign", limit: 2 })) all.push(run.id);
  expect(all).toEqual(ids.toReversed());

  await worker.begin();
  expect((await server.api.listRuns({ status: ["EXECUTING"] })).data).toHaveLength(1);
  expect((await server.api.listRuns({ status: ["WAITING"] })).data).toEqual([]);
});

test("two hundred runs can wait at once", async () => {
  const server = await openTestServer({ faults: { rateLimitPerMinute: 1_000_000 } });
  const worker = await registerDevWorker(server, ["refund"]);
  const waiting: string[] = [];
  for (let index = 0; index < 200; index += 1) {
    const runId = await trigger(server);
    await worker.begin();
    const { id: tokenId } = await server.api.createWaitpointToken({ timeout: "10m" });
    await worker.wait(runId, tokenId);
    waiting.push(tokenId);
  }
  const { runs } = server.sandbox.store;
  expect(runs.held().filter(({ snapshot }) => snapshot.status === "EXECUTING_WITH_WAITPOINTS")).toHaveLength(200);
  await Promise.all(waiting.map((tokenId) => server.api.completeWaitpointToken(tokenId, { data: 1 })));
  await expect
    .poll(() => runs.held().filter(({ snapshot }) => snapshot.status === "EXECUTING").length, { timeout: 6_000 })
    .toBe(200);
  expect(server.mistakes).toEqual([]);
}, 60_000);

async function trigger({ api }: TestServer): Promise<string> {
  return (await api.triggerTask("refund", { payload: { amount: 3 } })).id;
}
