import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { metadata } from "@trigger.dev/sdk";
import { ApiClient, applyMetadataOperations, type RunMetadataChangeOperation, runMetadata } from "@trigger.dev/core/v3";
import { StandardMetadataManager } from "@trigger.dev/core/v3/workers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSdkDoor } from "#trigger/approval/sdk-door.ts";

// The vendor's own metadata manager against a server that is slow, or refuses.
const server = {
  held: {} as ReturnType<typeof applyMetadataOperations>["newMetadata"],
  refusals: 0,
  delayMs: 0,
  puts: 0,
};
let endpoint: Server;
let manager: StandardMetadataManager;

beforeAll(async () => {
  endpoint = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  manager = new StandardMetadataManager(new ApiClient(url, "tr_dev_test"));
  runMetadata.setGlobalManager(manager);
});
afterAll(async () => {
  endpoint.closeAllConnections();
  await new Promise((resolve) => endpoint.close(resolve));
});

function begin(runId: string) {
  Object.assign(server, { held: {}, refusals: 0, delayMs: 0, puts: 0 });
  manager.reset();
  manager.runId = runId;
  manager.enterWithMetadata({});
  return createSdkDoor(runId);
}

const tokenId = "waitpoint_aaaaaaaaaaaa";
const set = { version: 1 as const, gates: { [tokenId]: { digest: `sha256-${"a".repeat(64)}` } } };

test("a gate's description is on the server once it counts as published", async () => {
  const door = begin("run_plainplain");
  await door.publishEnvelopes(set);
  expect(server.held).toEqual({ countersign: set });
});

test("so it is while another flush is under way, when the SDK's own flush does nothing", async () => {
  const door = begin("run_busybusybusy");
  server.delayMs = 150;
  metadata.set("progress", 1);
  const other = metadata.flush();
  await sleep(20);
  await door.publishEnvelopes(set);
  expect(server.held).toEqual({ progress: 1, countersign: set });
  await other;
  expect(door.readEnvelopes()).toEqual(set);
});

test("and after a flush that the server refused, which the SDK only logs", async () => {
  const door = begin("run_refused00000");
  server.refusals = 2;
  await door.publishEnvelopes(set);
  expect([server.held, server.puts]).toEqual([{ countersign: set }, 3]);
});

test("a server that never takes it ends the attempt with what is wrong, instead of a wait that nobody could end", async () => {
  const door = begin("run_never0000000");
  server.refusals = 1_000;
  await expect(door.publishEnvelopes(set)).rejects.toThrow(/did not reach the server/u);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("content-type", "application/json");
  if (request.method === "GET") return void response.end(JSON.stringify({ metadata: server.held }));
  const body = (await json(request)) as { operations?: RunMetadataChangeOperation[] };
  await sleep(server.delayMs);
  server.puts += 1;
  server.refusals -= 1;
  if (server.refusals >= 0) return void response.writeHead(400).end("{}");
  server.held = applyMetadataOperations(server.held, body.operations ?? []).newMetadata;
  response.end(JSON.stringify({ metadata: server.held }));
}
