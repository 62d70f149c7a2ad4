import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { RequestListener, ServerResponse } from "node:http";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseBaseUrl } from "#adapters/trigger/base-url.ts";
import { createTriggerGateway, type TriggerGatewayOptions } from "#adapters/trigger/gateway.ts";
import { probe } from "#adapters/trigger/probe.ts";
import { createTransport } from "#adapters/trigger/transport.ts";
import type { ServerTimeSample } from "#app/ports.ts";
import { Secret } from "#core/secret.ts";
import { openLoopbackServer, type LoopbackServer } from "./loopback-server.ts";
import { systemClock, systemTimer } from "#main/system-time.ts";

const KEY = "tr_dev_aB3dE5fG7hI9jK1lM3nO";
const TOKEN = "waitpoint_cmwsan5tt0000jd7dbghqi8z0";
const JSON_TYPE = { "content-type": "application/json" };
const nodeFetch = globalThis.fetch;

const open: (() => Promise<void>)[] = [];

beforeEach(() => {
  globalThis.fetch = createTransport({ fetch: nodeFetch, clock: systemClock });
});

afterEach(async () => {
  globalThis.fetch = nodeFetch;
  for (const close of open.splice(0)) await close();
});

async function openServer(answer: RequestListener): Promise<LoopbackServer> {
  const server = await openLoopbackServer(answer);
  open.push(server.close);
  return server;
}

function connect(origin: string, options: Partial<TriggerGatewayOptions> = {}) {
  const samples: ServerTimeSample[] = [];
  const gateway = createTriggerGateway({
    baseUrl: parseBaseUrl(origin),
    key: async () => new Secret(KEY),
    timer: systemTimer,
    onServerTime: (sample) => samples.push(sample),
    ...options,
  });
  return { gateway, samples };
}

function complete(origin: string, options: Partial<TriggerGatewayOptions> = {}): Promise<unknown> {
  return connect(origin, options)
    .gateway.completeToken(TOKEN, '{"version":1}')
    .catch((error: unknown) => error);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, JSON_TYPE).end(JSON.stringify(body));
}

describe("a server or network that is not what it says", () => {
  test("a redirect is not followed, and the key is not sent after it", async () => {
    const elsewhere = await openServer((_, response) => sendJson(response, 200, { success: true }));
    const server = await openServer((_, response) =>
      response.writeHead(307, { location: `${elsewhere.origin}/api/v1/waitpoints/tokens/${TOKEN}/complete` }).end(),
    );
    expect(await complete(server.origin)).toMatchObject({ code: "gateway/redirected" });
    expect(elsewhere.requests).toEqual([]);
  });

  test("a page of HTML with status 200 is an intercepted network, and its time is not believed", async () => {
    const server = await openServer((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome to the hotel</h1>"),
    );
    const { gateway, samples } = connect(server.origin);
    await expect(gateway.listWaiting()).rejects.toMatchObject({ code: "gateway/intercepted" });
    expect(await complete(server.origin)).toMatchObject({ code: "gateway/intercepted" });
    expect(samples).toEqual([]);
  });

  test("a sound list that is not called JSON comes from something on the way, and its time is not believed", async () => {
    const server = await openServer((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end(JSON.stringify({ data: [], pagination: {} })),
    );
    const { gateway, samples } = connect(server.origin);
    await expect(gateway.listWaiting()).rejects.toMatchObject({ code: "gateway/intercepted" });
    expect(samples).toEqual([]);
  });

  test.each(['{"login":true}', '{"data":"none"}', "not JSON", ""])(
    "the body %j with status 200 is an intercepted network",
    async (body) => {
      const server = await openServer((_, response) => response.writeHead(200, JSON_TYPE).end(body));
      const { gateway, samples } = connect(server.origin);
      await expect(gateway.listWaiting()).rejects.toMatchObject({ code: "gateway/intercepted" });
      expect(samples).toEqual([]);
    },
  );

  test("a reply larger than the cap is cut, not read to its end", async () => {
    const stopped = Promise.withResolvers<void>();
    const PART = 64 * 1024;
    let sent = 0;
    const server = await openServer((_, response) => {
      const endless = new Readable({
        read: () => {
          sent += PART;
          endless.push(Buffer.alloc(PART, " "));
        },
      });
      response.writeHead(200, JSON_TYPE).on("close", () => stopped.resolve());
      endless.pipe(response);
    });
    expect(await complete(server.origin, { maxReplyBytes: 200_000 })).toMatchObject({ code: "gateway/uncertain" });
    await stopped.promise;
    // The cap, and what the sockets between hold.
    expect(sent).toBeLessThan(40 * 1024 * 1024);
  });

  test("a server that never answers is given up at the deadline", async () => {
    const server = await openServer(() => undefined);
    const begun = performance.now();
    expect(await complete(server.origin, { deadlineMs: 150 })).toMatchObject({ code: "gateway/uncertain" });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test("a server that answers drop by drop is given up at the deadline", async () => {
    const server = await openServer((_, response) => {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    });
    const begun = performance.now();
    expect(await complete(server.origin, { deadlineMs: 200 })).toMatchObject({ code: "gateway/uncertain" });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test("a key that takes longer than the deadline is never sent", async () => {
    const server = await openServer((_, response) => sendJson(response, 200, { success: true }));
    const key = async () => sleep(200, new Secret(KEY));
    expect(await complete(server.origin, { deadlineMs: 50, key })).toMatchObject({ code: "gateway/uncertain" });
    await sleep(250);
    expect(server.requests).toEqual([]);
  });

  test("a connection that breaks after the request may have been applied", async () => {
    const server = await openServer((request) => request.socket.destroy());
    expect(await complete(server.origin)).toMatchObject({ code: "gateway/uncertain" });
  });

  test("a reply that breaks off may have been applied", async () => {
    const server = await openServer((_, response) => {
      response.writeHead(200, { ...JSON_TYPE, "content-length": "1000" });
      response.write("{");
      setTimeout(() => response.destroy(), 20);
    });
    expect(await complete(server.origin)).toMatchObject({ code: "gateway/uncertain" });
  });

  test("a port nobody listens at was not reached", async () => {
    const server = await openLoopbackServer(() => undefined);
    await server.close();
    expect(await complete(server.origin)).toMatchObject({ code: "gateway/unreachable", retryable: true });
  });

  test("a server without TLS is not spoken to over https", async () => {
    const server = await openServer((_, response) => sendJson(response, 200, { success: true }));
    const secure = server.origin.replace("http:", "https:");
    expect(await complete(secure)).toMatchObject({ code: "gateway/unreachable" });
    expect(server.requests).toEqual([]);
  });

  test("a call is tried once, whatever the server advises", async () => {
    const server = await openServer((_, response) => {
      response.setHeader("x-should-retry", "true");
      sendJson(response, 503, { error: "Busy" });
    });
    expect(await complete(server.origin)).toMatchObject({ code: "gateway/uncertain" });
    expect(server.requests).toHaveLength(1);
  });

  test("an id that is none never becomes part of a URL", async () => {
    const server = await openServer((_, response) => sendJson(response, 200, { success: true }));
    const { gateway } = connect(server.origin);
    for (const id of ["waitpoint_../../runs", "waitpoint_abc?x=1", "", "run_cmwsb0oxx000cyv7dspm6qg85"])
      await expect(gateway.completeToken(id, "{}")).rejects.toMatchObject({ code: "gateway/refused" });
    await expect(gateway.retrieveRun("run_../tokens")).rejects.toMatchObject({ code: "gateway/refused" });
    expect(server.requests).toEqual([]);
  });

  test("a key that is none is not sent and not quoted", async () => {
    const server = await openServer((_, response) => sendJson(response, 200, { success: true }));
    const failure = await complete(server.origin, { key: async () => new Secret(`${KEY}\r\nx-evil: 1`) });
    expect(failure).toMatchObject({ code: "gateway/unauthorized" });
    expect(inspect(failure, { depth: 10 })).not.toContain(KEY);
    expect(server.requests).toEqual([]);
  });

  test("another token than the one asked for is no answer", async () => {
    const other = {
      id: "waitpoint_cmwsan5tt0000jd7dbghqi9zz",
      url: "",
      status: "WAITING",
      tags: [],
      createdAt: new Date(),
    };
    const server = await openServer((_, response) => sendJson(response, 200, other));
    await expect(connect(server.origin).gateway.retrieveToken(TOKEN)).rejects.toMatchObject({
      code: "gateway/intercepted",
    });
  });

  test("a reply that holds a key twice is no answer, whichever of the two a parser takes", async () => {
    const sound = JSON.stringify({ id: TOKEN, url: "", status: "WAITING", tags: [], createdAt: new Date() });
    const server = await openServer((_, response) =>
      response.writeHead(200, JSON_TYPE).end(`{"status":"COMPLETED",${sound.slice(1)}`),
    );
    await expect(connect(server.origin).gateway.retrieveToken(TOKEN)).rejects.toMatchObject({
      code: "gateway/intercepted",
    });
  });

  test("nothing but a gateway call leaves through the transport, and that to its own origin alone", async () => {
    const server = await openServer((_, response) => sendJson(response, 200, {}));
    await expect(fetch(`${server.origin}/api/v1/runs`)).rejects.toMatchObject({ code: "gateway/refused" });
    expect(server.requests).toEqual([]);
  });

  test("an output nested too deep to decode is as good as none", async () => {
    const output = `${"[".repeat(60_000)}${"]".repeat(60_000)}`;
    const token = { id: TOKEN, url: "", status: "COMPLETED", tags: [], createdAt: new Date(), completedAt: new Date() };
    const server = await openServer((_, response) =>
      sendJson(response, 200, { ...token, output: `{"json":${output}}`, outputType: "application/super+json" }),
    );
    const told = await connect(server.origin).gateway.retrieveToken(TOKEN);
    expect(told.status).toBe("COMPLETED");
    expect(JSON.stringify(told.output ?? null).length).toBeLessThan(200);
  });

  test("a server's error text reaches the person without the credentials in it", async () => {
    const server = await openServer((_, response) => sendJson(response, 422, { error: `Bad token for ${KEY}` }));
    const failure = await complete(server.origin);
    expect(failure).toMatchObject({
      code: "gateway/refused",
      message: expect.stringContaining("Bad token for [removed]"),
    });
  });
});

describe("the connection test says what to change", () => {
  function probeAt(origin: string, key = KEY) {
    return probe({
      baseUrl: parseBaseUrl(origin),
      key: async () => new Secret(key),
      timer: systemTimer,
      clock: systemClock,
      deadlineMs: 300,
    });
  }

  test("a server that lists tokens is Trigger.dev", async () => {
    const server = await openServer((_, response) => sendJson(response, 200, { data: [], pagination: {} }));
    expect(await probeAt(server.origin)).toEqual({ ok: true });
    expect(server.requests[0]).toMatchObject({ method: "GET", authorization: `Bearer ${KEY}` });
  });

  test.each<[string, number, Record<string, string>, string, string]>([
    ["unauthorized", 401, JSON_TYPE, '{"error":"Invalid API key"}', KEY],
    ["forbidden", 403, JSON_TYPE, '{"error":"Forbidden"}', KEY],
    ["restricted-key", 403, JSON_TYPE, '{"error":"Forbidden"}', "tr_dev_sk_aB3dE5fG7hI9jK1lM3nO1234"],
    ["not-trigger-dev", 200, { "content-type": "text/html" }, "<h1>Hotel</h1>", KEY],
    ["not-trigger-dev", 200, JSON_TYPE, '{"hello":"world"}', KEY],
    ["not-trigger-dev", 404, { "content-type": "text/plain" }, "404 page not found", KEY],
    ["redirected", 302, { location: "https://example.com/" }, "", KEY],
    ["rate-limited", 429, JSON_TYPE, "{}", KEY],
    ["server-error", 500, JSON_TYPE, "{}", KEY],
  ])("%s: status %i", async (cause, status, headers, body, key) => {
    const server = await openServer((_, response) => response.writeHead(status, headers).end(body));
    expect(await probeAt(server.origin, key)).toEqual({ ok: false, cause, message: expect.stringMatching(/\w\.$/u) });
  });

  test("a silent server, a closed port, plain text and a key that is none are told apart", async () => {
    const silent = await openServer(() => undefined);
    const closed = await openLoopbackServer(() => undefined);
    await closed.close();
    const causes = await Promise.all([
      probeAt(silent.origin),
      probeAt(closed.origin),
      probeAt(silent.origin.replace("http:", "https:")),
      probeAt(silent.origin, "tr_pat_0123456789abcdef"),
    ]);
    expect(causes.map((result) => (result.ok ? "ok" : result.cause))).toEqual([
      "timeout",
      "refused",
      "tls",
      "key-malformed",
    ]);
  });

  test.each([
    ["dns", Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" })],
    ["dns", new Error("net::ERR_NAME_NOT_RESOLVED")],
    ["offline", new Error("net::ERR_INTERNET_DISCONNECTED")],
    ["unroutable", new Error("net::ERR_ADDRESS_UNREACHABLE")],
    ["proxy", new Error("net::ERR_TUNNEL_CONNECTION_FAILED")],
    ["tls", new Error("net::ERR_CERT_AUTHORITY_INVALID")],
    ["clock", new Error("net::ERR_CERT_DATE_INVALID")],
    ["blocked", new Error("net::ERR_BLOCKED_BY_ADMINISTRATOR")],
    ["broken", new Error("net::ERR_CONNECTION_RESET")],
  ])("%s: %s", async (cause, thrown) => {
    globalThis.fetch = createTransport({ fetch: () => Promise.reject(thrown), clock: systemClock });
    const result = await probeAt("https://api.trigger.dev");
    expect(result).toEqual({ ok: false, cause, message: expect.stringMatching(/\w\.$/u) });
  });
});
