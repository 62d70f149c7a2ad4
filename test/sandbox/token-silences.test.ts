import { expect, test } from "vitest";
import { openTestServer, type TestServer } from "./open-server.ts";

const TOKENS = "/api/v1/waitpoints/tokens";

interface Silence {
  readonly name: string;
  readonly given: (server: TestServer, tokenId: string) => Promise<unknown>;
  /** What the parts of the answer hold, in order. */
  readonly after: readonly object[];
}

// Where the vendor answers 200 and says nothing, this server has to say just as little.
const SILENCES: readonly Silence[] = [
  {
    name: "a first completion answers success and wins",
    given: async ({ api }, id) => [
      await api.completeWaitpointToken(id, { data: { by: "first" } }),
      await state(api, id),
    ],
    after: [{ success: true }, { status: "COMPLETED", output: '{"json":{"by":"first"}}' }],
  },
  {
    name: "a second completion answers success and changes nothing",
    given: async ({ api }, id) => {
      await api.completeWaitpointToken(id, { data: { by: "first" } });
      return [await api.completeWaitpointToken(id, { data: { by: "second" } }), await state(api, id)];
    },
    after: [{ success: true }, { status: "COMPLETED", output: '{"json":{"by":"first"}}' }],
  },
  {
    name: "a completion after the timeout answers success and changes nothing",
    given: async (server, id) => {
      await expire(server, id);
      return [await server.api.completeWaitpointToken(id, { data: 1 }), await state(server.api, id)];
    },
    after: [{ success: true }, { status: "TIMED_OUT", outputIsError: true }],
  },
  {
    name: "the key `output` instead of `data` completes with nothing",
    given: async ({ api, ask }, id) => [
      (await ask("POST", `${TOKENS}/${id}/complete`, { output: { approved: true } })).body,
      await state(api, id),
    ],
    after: [{ success: true }, { status: "COMPLETED", output: undefined }],
  },
  {
    name: "text is kept as text",
    given: async ({ api }, id) => [await api.completeWaitpointToken(id, { data: "yes" }), await state(api, id)],
    after: [{ success: true }, { output: "yes", outputType: "text/plain" }],
  },
  ...["banana", "10 minutes", "1", "2020-01-01T00:00:00Z", undefined].map((timeout): Silence => ({
    name: `the timeout ${timeout ?? "left out"} is taken without a word and means for ever`,
    given: async ({ api }) => {
      const { id } = await api.createWaitpointToken(timeout === undefined ? {} : { timeout });
      return [{ created: id.startsWith("waitpoint_") }, await state(api, id)];
    },
    after: [{ created: true }, { status: "WAITING", timeoutAt: undefined }],
  })),
  {
    name: "a run that is cancelled leaves its token waiting",
    given: async (server) => {
      const { api, ask } = server;
      const written = await ask("POST", "/sandbox/gates", { count: 1 });
      const { tokenId, runId } = (written.body as { gates: [{ tokenId: string; runId: string }] }).gates[0];
      await api.cancelRun(runId);
      return [{ run: (await api.retrieveRun(runId)).status }, await state(api, tokenId)];
    },
    after: [{ run: "CANCELED" }, { status: "WAITING" }],
  },
  {
    name: "a run blocked on a token says EXECUTING and not waiting",
    given: async ({ api, ask }) => {
      const written = await ask("POST", "/sandbox/gates", { count: 1 });
      const { runId } = (written.body as { gates: [{ runId: string }] }).gates[0];
      return [await api.retrieveRun(runId)];
    },
    after: [{ status: "EXECUTING", isWaiting: false, isExecuting: true }],
  },
];

test.each(SILENCES)("$name", async ({ given, after }) => {
  const server = await openTestServer();
  const { id } = await server.api.createWaitpointToken({ timeout: "10m", tags: ["one"] });
  expect(await given(server, id)).toMatchObject([...after]);
  expect(server.mistakes).toEqual([]);
});

interface Refused {
  readonly name: string;
  readonly given: (server: TestServer, tokenId: string) => Promise<{ status: number; body: unknown }>;
  readonly status: number;
  readonly body: unknown;
}

const REFUSALS: readonly Refused[] = [
  {
    name: "retrieving an unknown token fails as if the server broke",
    given: ({ ask }) => ask("GET", `${TOKENS}/waitpoint_unknown0000`),
    status: 500,
    body: { error: "Internal Server Error" },
  },
  {
    name: "completing an unknown token is not found",
    given: ({ ask }) => ask("POST", `${TOKENS}/waitpoint_unknown0000/complete`, { data: 1 }),
    status: 404,
    body: { error: "Waitpoint not found" },
  },
  {
    name: "a completion without Content-Length is too large",
    given: ({ url, identity }, id) => chunked(`${url}${TOKENS}/${id}/complete`, identity.secretKey),
    status: 413,
    body: { error: "Request body too large" },
  },
  {
    name: "an empty completion is refused",
    given: ({ ask }, id) => ask("POST", `${TOKENS}/${id}/complete`, ""),
    status: 400,
    body: { error: "Request body is empty" },
  },
  ...["{", "0", "null", "false", '""'].map((body): Refused => ({
    name: `the completion body ${body} is no JSON`,
    given: ({ ask }, id) => ask("POST", `${TOKENS}/${id}/complete`, body),
    status: 400,
    body: { error: "Invalid JSON" },
  })),
  {
    name: "a bad status filter is a query error with issues",
    given: ({ ask }) => ask("GET", `${TOKENS}?filter%5Bstatus%5D=OPEN`),
    status: 400,
    body: { error: "Query Error", details: [expect.objectContaining({ path: ["filter[status]"] })] },
  },
  {
    name: "a page of more than a hundred is a query error",
    given: ({ ask }) => ask("GET", `${TOKENS}?page%5Bsize%5D=101`),
    status: 400,
    body: { error: "Query Error", details: [expect.objectContaining({ path: ["page[size]"] })] },
  },
  {
    name: "eleven tags are too many",
    given: ({ ask }) => ask("POST", TOKENS, { tags: Array.from({ length: 11 }, String) }),
    status: 422,
    body: { error: "Waitpoints can only have 10 tags, you're trying to set 11." },
  },
  {
    name: "a tag of more than 128 characters names itself",
    given: ({ ask }) => ask("POST", TOKENS, { tags: ["x".repeat(129)] }),
    status: 400,
    body: { error: 'Validation error: Tags must be less than 128 characters at "tags[0]"' },
  },
  {
    name: "a token request above ten kilobytes is too large",
    given: ({ ask }) => ask("POST", TOKENS, { idempotencyKey: "x".repeat(11_000) }),
    status: 413,
    body: { error: "Request body too large" },
  },
  {
    name: "a wrong key is refused",
    given: ({ ask }) => ask("GET", TOKENS, undefined, { authorization: "Bearer tr_dev_wrong" }),
    status: 401,
    body: { error: "Invalid API key" },
  },
  {
    name: "no key is a problem of its own",
    given: async ({ url }) => bare(await fetch(`${url}${TOKENS}`)),
    status: 401,
    body: expect.objectContaining({ title: "Unauthorized", status: 401, error: "No authorization header provided" }),
  },
  {
    name: "a public token made for one token opens no other",
    given: async (server, id) => {
      const created = await server.ask("POST", TOKENS, {});
      const jwt = created.headers.get("x-trigger-jwt") ?? "";
      return server.ask("POST", `${TOKENS}/${id}/complete`, { data: 1 }, { authorization: `Bearer ${jwt}` });
    },
    status: 403,
    body: { error: "Unauthorized", code: "unauthorized", param: "access_token", type: "authorization" },
  },
  {
    name: "a public token lists nothing",
    given: async ({ ask }) => {
      const created = await ask("POST", TOKENS, {});
      const jwt = created.headers.get("x-trigger-jwt") ?? "";
      return ask("GET", TOKENS, undefined, { authorization: `Bearer ${jwt}` });
    },
    status: 401,
    body: { error: "Invalid API key" },
  },
  {
    name: "a callback with the wrong hash is refused",
    given: ({ ask }, id) => ask("POST", `${TOKENS}/${id}/callback/0000`, {}),
    status: 401,
    body: { error: "Invalid URL, hash doesn't match" },
  },
  {
    name: "waiting for an unknown token fails without saying why",
    given: ({ ask }) => ask("POST", "/engine/v1/runs/run_unknown/waitpoints/tokens/waitpoint_unknown/wait"),
    status: 500,
    body: { error: "Failed to wait for waitpoint token" },
  },
];

test.each(REFUSALS)("$name", async ({ given, status, body }) => {
  const server = await openTestServer();
  const { id } = await server.api.createWaitpointToken({ timeout: "10m" });
  const answer = await given(server, id);
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
  expect(server.mistakes).toEqual([]);
});

test("retrieving an unknown run is 404 and asks to be tried again", async () => {
  const { ask } = await openTestServer();
  const answer = await ask("GET", "/api/v3/runs/run_unknown");
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 404, body: { error: "Not found" } });
  expect(answer.headers.get("x-should-retry")).toBe("true");
});

test("the callback address completes a token with the whole body and no key", async () => {
  const { api } = await openTestServer();
  const { id, url } = await api.createWaitpointToken({});
  await fetch(url, { method: "POST", body: JSON.stringify({ approved: true }) });
  expect(await state(api, id)).toMatchObject({ status: "COMPLETED", output: '{"json":{"approved":true}}' });
});

test("a token that timed out always has an output", async () => {
  const server = await openTestServer();
  const { id } = await server.api.createWaitpointToken({ timeout: "0s" });
  await expect.poll(async () => (await state(server.api, id)).status, { timeout: 6_000 }).toBe("TIMED_OUT");
  const output: unknown = JSON.parse((await state(server.api, id)).output ?? "");
  expect(output).toMatchObject({
    code: "TRIGGER_WAITPOINT_TIMEOUT",
    message: expect.stringMatching(/^Waitpoint timed out at 2/u),
  });
});

test("too many requests are told when to come back, in milliseconds", async () => {
  const { ask } = await openTestServer({ faults: { rateLimitPerMinute: 4 } });
  const before = Date.now();
  const answers = [await ask("GET", TOKENS), await ask("GET", TOKENS), await ask("GET", TOKENS)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  const refused = answers[2];
  const reset = Number(refused?.headers.get("x-ratelimit-reset"));
  expect(reset).toBeGreaterThan(before);
  expect(reset).toBeLessThanOrEqual(Date.now() + 10_000);
  expect(refused?.body).toMatchObject({ title: "Rate Limit Exceeded", status: 429, reset, limit: 2, remaining: 0 });
});

async function state(api: TestServer["api"], id: string) {
  return { output: undefined, timeoutAt: undefined, ...(await api.retrieveWaitpointToken(id)) };
}

async function expire({ ask, api }: TestServer, tokenId: string): Promise<void> {
  await ask("POST", "/sandbox/expire", { tokenId });
  await expect.poll(async () => (await state(api, tokenId)).status, { timeout: 6_000 }).toBe("TIMED_OUT");
}

async function chunked(url: string, key: string): Promise<{ status: number; body: unknown }> {
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"data":1}'));
      controller.close();
    },
  });
  return bare(
    await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body,
      duplex: "half",
    } as RequestInit),
  );
}

async function bare(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}
