import {
  DevConfigResponseBody,
  DevDequeueRequestBody,
  DevDequeueResponseBody,
  DevDisconnectRequestBody,
  DevDisconnectResponseBody,
} from "@trigger.dev/core/v3";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { disconnectRuns } from "#sandbox/engine/cancel-run.ts";
import { dequeueRuns } from "#sandbox/engine/dequeue-runs.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { requireSecretKey } from "./auth.ts";
import { presentDequeued } from "./present-execution.ts";
import { readBody } from "./read-body.ts";
import { reply } from "./reply.ts";

const MAX_BODY_BYTES = 1024 * 1024;
// Every paused run keeps its process and its place; two hundred and fifty of them may wait at once.
const MAX_CONCURRENT_RUNS = 250;
const PRESENCE_EVERY_MS = 4_000;
const PRESENCE_FOR_MS = 30_000;

/** What a dev session asks for itself: its settings, its presence, work, and its end. */
export function devSessionRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  routes.get("/engine/v1/dev/config", key, () =>
    reply(DevConfigResponseBody, {
      environmentId: sandbox.identity.environmentId,
      dequeueIntervalWithRun: 250,
      dequeueIntervalWithoutRun: 1_000,
      maxConcurrentRuns: MAX_CONCURRENT_RUNS,
      engineUrl: sandbox.origin(),
    }),
  );
  routes.get("/engine/v1/dev/presence", key, (context) => keepPresence(sandbox, context));
  routes.post("/engine/v1/dev/dequeue", key, (context) => dequeue(sandbox, context));
  routes.post("/engine/v1/dev/disconnect", key, async (context) => {
    const { runFriendlyIds } = await readBody(context, DevDisconnectRequestBody, MAX_BODY_BYTES);
    return reply(DevDisconnectResponseBody, { cancelled: disconnectRuns(sandbox, runFriendlyIds) });
  });
  return routes;
}

async function dequeue(sandbox: Sandbox, context: Context): Promise<Response> {
  const { currentWorker } = await readBody(context, DevDequeueRequestBody, MAX_BODY_BYTES);
  sandbox.onWorkerSeen(currentWorker);
  const handedOut = dequeueRuns(sandbox, currentWorker);
  return reply(DevDequeueResponseBody, {
    dequeuedMessages: handedOut.map(({ run, worker }) => presentDequeued(sandbox, run, worker)),
  });
}

// The vendor ends the stream after half a minute and the CLI comes back; so does this one.
function keepPresence(sandbox: Sandbox, context: Context): Response {
  return streamSSE(context, async (stream) => {
    await stream.writeSSE({ event: "start", data: `Started ${sandbox.identity.environmentId.slice(-6)}` });
    const until = sandbox.now() + PRESENCE_FOR_MS;
    while (!stream.aborted && sandbox.now() < until) {
      await stream.writeSSE({ event: "time", data: new Date(sandbox.now()).toISOString() });
      await stream.sleep(PRESENCE_EVERY_MS);
    }
  });
}
