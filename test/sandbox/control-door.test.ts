import { expect, test } from "vitest";
import { z } from "zod";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { digestOf } from "#core/digest.ts";
import { Envelope, EnvelopeSet } from "#core/envelope.ts";
import { disagreeingTags } from "#core/gate-tags.ts";
import { openTestServer, type TestServer } from "./open-server.ts";

const TOKENS = "/api/v1/waitpoints/tokens";
const Gates = z.object({ gates: z.array(z.object({ tokenId: z.string(), runId: z.string() })) });

test("written gates are runs with envelopes that hold, and tokens whose tags agree", async () => {
  const server = await openTestServer();
  const { gates } = Gates.parse((await server.ask("POST", "/sandbox/gates", { count: 40 })).body);
  const kinds = new Set<string>();
  for (const { tokenId, runId } of gates) {
    const run = await server.api.retrieveRun(runId);
    const set = EnvelopeSet.parse(run.metadata?.["countersign"]);
    const envelope = Envelope.parse(set.gates[tokenId]);
    expect(digestOf(envelope.request, nodeCrypto)).toBe(envelope.digest);
    const token = await server.api.retrieveWaitpointToken(tokenId);
    expect(disagreeingTags(token.tags, envelope.request, runId)).toEqual([]);
    if (envelope.request.decideBy !== undefined) {
      expect(token.timeoutAt?.getTime()).toBeGreaterThanOrEqual(Date.parse(envelope.request.decideBy));
    }
    kinds.add(envelope.request.kind);
  }
  expect(kinds.size).toBeGreaterThanOrEqual(4);
});

test("ten thousand gates are written in seconds and can be listed", async () => {
  const server = await openTestServer();
  const began = Date.now();
  await server.ask("POST", "/sandbox/gates", { count: 10_000 });
  expect(Date.now() - began).toBeLessThan(15_000);
  const page = await server.api.listWaitpointTokens({ status: "WAITING", tags: ["countersign"], limit: 100 });
  expect(page.data).toHaveLength(100);
  expect(page.hasNextPage()).toBe(true);
});

test("a settled gate's run stays where it is: no worker executes it", async () => {
  const server = await openTestServer();
  const { gates } = Gates.parse((await server.ask("POST", "/sandbox/gates", { count: 1 })).body);
  const [gate] = gates;
  await server.api.completeWaitpointToken(gate?.tokenId ?? "", { data: 1 });
  expect((await server.api.retrieveRun(gate?.runId ?? "")).status).toBe("EXECUTING");
});

test("requests are counted by route, the worker's apart", async () => {
  const server = await openTestServer();
  await server.ask("GET", TOKENS);
  await server.ask("GET", `${TOKENS}/waitpoint_one`);
  await server.ask("GET", `${TOKENS}/waitpoint_two`, undefined, { "x-trigger-worker": "true" });
  expect((await server.ask("GET", "/sandbox/requests?reset=true")).body).toMatchObject({
    counts: { [`GET ${TOKENS}`]: 1, [`GET ${TOKENS}/:waitpoint`]: 2 },
    clients: { [`GET ${TOKENS}`]: 1, [`GET ${TOKENS}/:waitpoint`]: 1 },
    total: 3,
    totalClients: 2,
  });
  expect((await server.ask("GET", "/sandbox/requests")).body).toMatchObject({ total: 0 });
});

test("the control door wants the key and parses what it is told", async () => {
  const server = await openTestServer();
  expect((await fetch(`${server.url}/sandbox/requests`)).status).toBe(401);
  expect((await server.ask("POST", "/sandbox/faults", { ofline: true })).status).toBe(400);
});

test("offline: the connection breaks, for clients and not for tasks", async () => {
  const server = await openTestServer();
  await fault(server, { offline: true });
  await expect(server.ask("GET", TOKENS)).rejects.toThrow("fetch failed");
  expect((await server.ask("GET", TOKENS, undefined, { "x-trigger-worker": "true" })).status).toBe(200);
  await fault(server, null);
  expect((await server.ask("GET", TOKENS)).status).toBe(200);
});

test("a dropped reply was applied all the same", async () => {
  const server = await openTestServer();
  const { id } = await server.api.createWaitpointToken({});
  await fault(server, { dropRepliesPercent: 100 });
  await expect(server.ask("POST", `${TOKENS}/${id}/complete`, { data: 1 })).rejects.toThrow("fetch failed");
  await fault(server, null);
  expect((await server.api.retrieveWaitpointToken(id)).status).toBe("COMPLETED");
});

test("a status before applying changes nothing, one after applying changed it", async () => {
  const server = await openTestServer();
  const { id } = await server.api.createWaitpointToken({});
  await fault(server, { status: { code: 503, route: "/complete" } });
  expect((await server.ask("POST", `${TOKENS}/${id}/complete`, { data: 1 })).status).toBe(503);
  expect((await server.api.retrieveWaitpointToken(id)).status).toBe("WAITING");
  await fault(server, { status: null, statusAfterApply: { code: 500, route: "/complete" } });
  expect((await server.ask("POST", `${TOKENS}/${id}/complete`, { data: 1 })).status).toBe(500);
  expect((await server.api.retrieveWaitpointToken(id)).status).toBe("COMPLETED");
});

test("a lagging replica shows a settled token as waiting", async () => {
  const server = await openTestServer();
  const { id } = await server.api.createWaitpointToken({});
  await new Promise((resolve) => setTimeout(resolve, 2_050));
  await server.api.completeWaitpointToken(id, { data: 1 });
  await fault(server, { replicaLagMs: 2_000 });
  expect((await server.api.retrieveWaitpointToken(id)).status).toBe("WAITING");
  expect((await server.api.listWaitpointTokens({ status: "WAITING" })).data).toMatchObject([{ id }]);
  await expect
    .poll(async () => (await server.api.retrieveWaitpointToken(id)).status, { timeout: 6_000 })
    .toBe("COMPLETED");
});

test("late expiry: between the timeout and its job a completion still wins", async () => {
  const server = await openTestServer();
  await fault(server, { lateExpiryMs: 60_000 });
  const { id } = await server.api.createWaitpointToken({ timeout: "0s" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await server.api.completeWaitpointToken(id, { data: 1 });
  expect((await server.api.retrieveWaitpointToken(id)).status).toBe("COMPLETED");
});

test("a captive portal answers everything with its page", async () => {
  const server = await openTestServer();
  await fault(server, { html: true });
  const answer = await server.ask("GET", TOKENS);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
});

test("unauthorized: every key is refused", async () => {
  const server = await openTestServer();
  await fault(server, { unauthorized: true });
  expect((await server.ask("GET", TOKENS)).status).toBe(401);
});

test("the same seed drops the same replies", async () => {
  const server = await openTestServer();
  const round = async (): Promise<number[]> => {
    await fault(server, { seed: 7, status: { code: 503, percent: 50 } });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index += 1) statuses.push((await server.ask("GET", TOKENS)).status);
    return statuses;
  };
  const first = await round();
  expect(await round()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 503]));
});

test("every answer carries the server's time", async () => {
  const server = await openTestServer();
  const { headers } = await server.ask("GET", TOKENS);
  expect(Math.abs(Date.parse(headers.get("date") ?? "") - Date.now())).toBeLessThan(2_000);
});

async function fault({ ask }: TestServer, patch: object | null): Promise<void> {
  expect((await ask("POST", "/sandbox/faults", JSON.stringify(patch))).status).toBe(200);
}
