import {
  WaitForDurationRequestBody,
  WaitForDurationResponseBody,
  WaitForWaitpointTokenResponseBody,
} from "@trigger.dev/core/v3";
import { type Context, Hono } from "hono";
import { blockRun } from "#sandbox/engine/block-run.ts";
import { createWaitpoint } from "#sandbox/engine/create-waitpoint.ts";
import { keyExpiry } from "#sandbox/engine/durations.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { requireSecretKey } from "./auth.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";

const MAX_BODY_BYTES = 64 * 1024;

/** How a task makes its own run wait. */
export function waitRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  routes.post("/engine/v1/runs/:run/waitpoints/tokens/:token/wait", key, (context) => {
    if (!blockRun(sandbox, context.req.param("run"), context.req.param("token"))) {
      throw new Refusal(500, { error: "Failed to wait for waitpoint token" });
    }
    return reply(WaitForWaitpointTokenResponseBody, { success: true });
  });
  routes.post("/engine/v1/runs/:run/wait/duration", key, (context) => waitUntil(sandbox, context));
  return routes;
}

async function waitUntil(sandbox: Sandbox, context: Context): Promise<Response> {
  const body = await readBody(context, WaitForDurationRequestBody, MAX_BODY_BYTES);
  const { waitpoint } = createWaitpoint(sandbox, {
    type: "DATETIME",
    idempotencyKey: body.idempotencyKey,
    idempotencyKeyExpiresAt: keyExpiry(body.idempotencyKeyTTL, sandbox.now()),
    timeoutAt: body.date.getTime(),
  });
  if (!blockRun(sandbox, context.req.param("run") ?? "", waitpoint.id)) {
    throw new Refusal(500, { error: "Failed to wait" });
  }
  const until = new Date(waitpoint.completedAfter ?? body.date.getTime());
  return reply(WaitForDurationResponseBody, {
    waitUntil: until.toISOString(),
    waitpoint: { id: waitpoint.id },
  });
}
