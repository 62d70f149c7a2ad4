import { expect, onTestFinished, test } from "vitest";
import { io, type Socket } from "socket.io-client";
import { registerDevWorker } from "./dev-worker.ts";
import { openTestServer, type TestServer } from "./open-server.ts";

test("a worker hears of its own runs, at once when a token is settled", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const socket = await connect(server, server.identity.secretKey);
  await server.api.triggerTask("refund", { payload: 1 });
  const { runId } = await worker.begin();
  const { id: tokenId } = await server.api.createWaitpointToken({});
  await worker.wait(runId, tokenId);
  await new Promise((resolve) => setTimeout(resolve, 100));

  socket.emit("run:subscribe", { version: "1", runFriendlyIds: [runId] });
  socket.emit("run:subscribe", "nonsense");
  const heard: unknown[] = [];
  socket.on("run:notify", (message) => heard.push(message));
  const settledAt = Date.now();
  await server.api.completeWaitpointToken(tokenId, { data: 1 });
  await expect
    .poll(() => heard[0], { interval: 5, timeout: 6_000 })
    .toEqual({ version: "1", run: { friendlyId: runId } });
  // Long before the poll that a worker falls back on.
  expect(Date.now() - settledAt).toBeLessThan(3_000);
  expect((await worker.latest(runId)).snapshot.executionStatus).toBe("EXECUTING");
});

test("a bell that went unheard rings again while nothing has changed, and then stops", async () => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const socket = await connect(server, server.identity.secretKey);
  await server.api.triggerTask("refund", { payload: 1 });
  const held = await worker.begin();
  socket.emit("run:subscribe", { version: "1", runFriendlyIds: [held.runId] });
  await new Promise((resolve) => setTimeout(resolve, 50));
  let rings = 0;
  socket.on("run:notify", () => {
    rings += 1;
  });
  await server.api.cancelRun(held.runId);
  await expect.poll(() => rings, { timeout: 6_000 }).toBeGreaterThanOrEqual(2);
  const { snapshot } = await worker.latest(held.runId);
  await worker.fail({ runId: held.runId, snapshotId: snapshot.friendlyId }, "aborted");
  const before = rings;
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(rings).toBe(before);
});

test("a worker with another key is turned away", async () => {
  const server = await openTestServer();
  await expect(connect(server, "tr_dev_wrong")).rejects.toThrow("Invalid API key");
});

async function connect({ url }: TestServer, key: string): Promise<Socket> {
  const socket = io(`${url}/dev-worker`, {
    transports: ["websocket"],
    extraHeaders: { Authorization: `Bearer ${key}` },
    reconnection: false,
  });
  onTestFinished(() => {
    socket.close();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}
