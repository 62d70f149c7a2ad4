import {
  DevConfigResponseBody,
  DevDequeueResponseBody,
  DevDisconnectResponseBody,
  GetEnvironmentVariablesResponseBody,
  GetProjectEnvResponse,
  RetrieveRunResponse,
  WaitForWaitpointTokenResponseBody,
  WhoAmIResponseSchema,
} from "@trigger.dev/core/v3";
import {
  WorkloadHeartbeatResponseBody,
  WorkloadRunAttemptCompleteResponseBody,
  WorkloadRunAttemptStartResponseBody,
  WorkloadRunLatestSnapshotResponseBody,
} from "@trigger.dev/core/v3/workers";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { type DevWorker, registerDevWorker } from "./dev-worker.ts";
import { openTestServer, type TestServer } from "./open-server.ts";

// Replies recorded from the vendor's own server lie in test/fixtures/trigger. For the same situation this server has to
// say the same things: the same keys all the way down, and both accepted by the vendor's schema.

interface Situation {
  readonly server: TestServer;
  readonly worker: DevWorker;
}

interface Recorded {
  readonly file: string;
  readonly schema: { parse(value: unknown): unknown };
  readonly reply: (situation: Situation) => Promise<unknown>;
}

const RECORDED: readonly Recorded[] = [
  { file: "whoami.json", schema: WhoAmIResponseSchema, reply: ({ server }) => askAsPerson(server, "/api/v2/whoami") },
  {
    file: "project-dev.json",
    schema: GetProjectEnvResponse,
    reply: ({ server }) => askAsPerson(server, "/api/v1/projects/proj_test/dev"),
  },
  {
    file: "dev-config.json",
    schema: DevConfigResponseBody,
    reply: ({ server }) => get(server, "/engine/v1/dev/config"),
  },
  {
    file: "envvars.json",
    schema: GetEnvironmentVariablesResponseBody,
    reply: ({ server }) => get(server, "/api/v1/projects/proj_test/envvars"),
  },
  {
    file: "dequeue.json",
    schema: DevDequeueResponseBody,
    reply: async ({ server, worker }) => {
      await trigger(server);
      return (await worker.poll()).body;
    },
  },
  {
    file: "attempt-start.json",
    schema: WorkloadRunAttemptStartResponseBody,
    reply: async ({ server, worker }) => {
      await trigger(server);
      const [held] = await worker.dequeue();
      if (held === undefined) throw new Error("Nothing was queued.");
      return (await worker.start(held)).body;
    },
  },
  {
    file: "heartbeat.json",
    schema: WorkloadHeartbeatResponseBody,
    reply: async ({ server, worker }) => {
      await trigger(server);
      return (await worker.heartbeat(await worker.begin())).body;
    },
  },
  {
    file: "wait.json",
    schema: WaitForWaitpointTokenResponseBody,
    reply: async ({ server, worker }) => (await blocked(server, worker)).wait,
  },
  {
    file: "snapshot-waiting.json",
    schema: WorkloadRunLatestSnapshotResponseBody,
    reply: async ({ server, worker }) => {
      const { runId } = await blocked(server, worker);
      return get(server, `/engine/v1/dev/runs/${runId}/snapshots/latest`);
    },
  },
  {
    file: "snapshot-resumed.json",
    schema: WorkloadRunLatestSnapshotResponseBody,
    reply: async ({ server, worker }) => {
      const { runId } = await resumed(server, worker);
      return get(server, `/engine/v1/dev/runs/${runId}/snapshots/latest`);
    },
  },
  {
    file: "attempt-complete.json",
    schema: WorkloadRunAttemptCompleteResponseBody,
    reply: async ({ server, worker }) => {
      const held = await resumed(server, worker);
      return (
        await worker.complete(held, { ok: true, output: '{"json":{"ok":true}}', outputType: "application/super+json" })
      ).body;
    },
  },
  {
    file: "run.json",
    schema: RetrieveRunResponse,
    reply: async ({ server, worker }) => {
      const held = await resumed(server, worker);
      await worker.succeed(held, '{"json":{"ok":true}}');
      return get(server, `/api/v3/runs/${held.runId}`);
    },
  },
  {
    file: "disconnect.json",
    schema: DevDisconnectResponseBody,
    reply: async ({ server }) => (await server.ask("POST", "/engine/v1/dev/disconnect", { runFriendlyIds: [] })).body,
  },
];

test.each(RECORDED)("$file: the same keys and the vendor's schema", async ({ file, schema, reply }) => {
  const server = await openTestServer();
  const worker = await registerDevWorker(server, ["refund"]);
  const ours = await reply({ server, worker });
  const theirs: unknown = JSON.parse(await recorded(file));
  schema.parse(theirs);
  schema.parse(ours);
  // Ours may say more where the vendor's schema takes it: the recorded run had no variables of its own, for one.
  expect(keys(ours)).toEqual(expect.arrayContaining(keys(theirs)));
});

test.each(["attempt-complete-stale.http", "run-missing.http", "wait-missing.http"])(
  "%s: the same status and body",
  async (file) => {
    const server = await openTestServer();
    const worker = await registerDevWorker(server, ["refund"]);
    const ours = await refusalFor(file, server, worker);
    const [head = "", body = ""] = (await recorded(file)).split(/\r?\n(?=\{)/u);
    expect(ours.status).toBe(Number(head.split(" ")[1]));
    expect(ours.body).toEqual(JSON.parse(body));
    if (head.includes("x-should-retry")) expect(ours.headers.get("x-should-retry")).toBe("true");
  },
);

test("trigger.http: the same headers and body", async () => {
  const server = await openTestServer();
  const answer = await server.ask("POST", "/api/v1/tasks/refund/trigger", { payload: { amount: 3 } });
  const [head = "", body = ""] = (await recorded("trigger.http")).split(/\r?\n\r?\n/u);
  expect(keys(answer.body)).toEqual(keys(JSON.parse(body)));
  for (const name of [
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-trigger-jwt",
    "x-trigger-jwt-claims",
    "date",
  ]) {
    expect(head.toLowerCase()).toContain(`${name}:`);
    expect(answer.headers.get(name)).not.toBeNull();
  }
});

test("presence.sse: a start, then the time", async () => {
  const server = await openTestServer();
  const response = await fetch(`${server.url}/engine/v1/dev/presence`, {
    headers: { authorization: `Bearer ${server.identity.secretKey}` },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("event: time")) text += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  expect(text).toMatch(/^event: start\ndata: Started \S+\n\nevent: time\ndata: \d{4}-/u);
});

async function trigger({ ask }: TestServer): Promise<string> {
  const body = { payload: '{"amount":3}', options: { tags: ["t:1"], maxDuration: 3_600, maxAttempts: 2 } };
  return ((await ask("POST", "/api/v1/tasks/refund/trigger", body)).body as { id: string }).id;
}

async function blocked(server: TestServer, worker: DevWorker) {
  await trigger(server);
  const held = await worker.begin();
  const { id: tokenId } = await server.api.createWaitpointToken({ timeout: "10m" });
  const wait = (await worker.wait(held.runId, tokenId)).body;
  return { ...held, tokenId, wait };
}

async function resumed(server: TestServer, worker: DevWorker) {
  const { runId, tokenId } = await blocked(server, worker);
  await server.api.completeWaitpointToken(tokenId, { data: { approved: true } });
  await expect.poll(async () => (await worker.latest(runId)).completedWaitpoints.length, { timeout: 6_000 }).toBe(1);
  return { runId, snapshotId: (await worker.latest(runId)).snapshot.friendlyId };
}

async function refusalFor(file: string, server: TestServer, worker: DevWorker) {
  if (file === "run-missing.http") return server.ask("GET", "/api/v3/runs/run_cmwsb0oxx000cyv7dspm6qg85");
  if (file === "wait-missing.http") return worker.wait("run_unknown", "waitpoint_unknown");
  await trigger(server);
  const held = await worker.begin();
  return worker.complete({ ...held, snapshotId: "snapshot_stale" }, { ok: true, outputType: "application/json" });
}

async function get({ ask }: TestServer, path: string): Promise<unknown> {
  return (await ask("GET", path)).body;
}

async function askAsPerson({ ask, identity }: TestServer, path: string): Promise<unknown> {
  return (await ask("GET", path, undefined, { authorization: `Bearer ${identity.accessToken}` })).body;
}

function recorded(file: string): Promise<string> {
  return readFile(new URL(`../fixtures/trigger/${file}`, import.meta.url), "utf8");
}

function keys(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keys(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => [`${path}.${key}`].concat(keys(item, `${path}.${key}`)));
}
