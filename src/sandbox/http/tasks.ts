import { parsePacket, TriggerTaskRequestBody, TriggerTaskResponse } from "@trigger.dev/core/v3";
import { generateJWT } from "@trigger.dev/core/v3/jwt";
import { type Context, Hono } from "hono";
import { keyExpiry, timeoutInstant } from "#sandbox/engine/durations.ts";
import { triggerRun } from "#sandbox/engine/trigger-run.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { requireSecretKey } from "./auth.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";

const MAX_BODY_BYTES = 3 * 1024 * 1024;
const MAX_TAGS = 10;

/** Triggering a task, from outside or from another task. */
export function taskRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  routes.post("/api/v1/tasks/:task/trigger", requireSecretKey(sandbox), (context) => trigger(sandbox, context));
  return routes;
}

async function trigger(sandbox: Sandbox, context: Context): Promise<Response> {
  const body = await readBody(context, TriggerTaskRequestBody, MAX_BODY_BYTES);
  const options = body.options ?? {};
  const tags = typeof options.tags === "string" ? [options.tags] : (options.tags ?? []);
  if (tags.length > MAX_TAGS) {
    throw new Refusal(422, { error: `Runs can only have ${MAX_TAGS} tags, you're trying to set ${tags.length}.` });
  }
  const now = sandbox.now();
  const payloadType = options.payloadType ?? "application/json";
  const { run, isCached } = triggerRun(sandbox, {
    taskId: context.req.param("task") ?? "",
    payload: payloadText(body.payload, payloadType),
    payloadType,
    metadata: await parseMetadata(options.metadata, options.metadataType),
    tags,
    queue: options.queue?.name,
    concurrencyKey: options.concurrencyKey,
    maxAttempts: options.maxAttempts,
    maxDuration: options.maxDuration,
    machine: options.machine,
    ttl: typeof options.ttl === "number" ? ttlText(options.ttl) : options.ttl,
    delayUntil: timeoutInstant(options.delay, now),
    isTest: options.test ?? false,
    priorityMs: (options.priority ?? 0) * 1_000,
    idempotencyKey: options.idempotencyKey,
    idempotencyKeyExpiresAt: keyExpiry(options.idempotencyKeyTTL, now),
    idempotencyKeyOptions: options.idempotencyKeyOptions,
    parentRunId: options.parentRunId,
    resumeParentOnCompletion: options.resumeParentOnCompletion ?? false,
    lockToVersion: options.lockToVersion,
    traceparent: context.req.header("traceparent"),
  });
  const scopes = [`read:runs:${run.id}`, `write:inputStreams:${run.id}`];
  const claims = { sub: sandbox.identity.environmentId, pub: true, scopes };
  const jwt = await generateJWT({ secretKey: sandbox.identity.secretKey, payload: claims, expirationTime: "1h" });
  return reply(
    TriggerTaskResponse,
    { id: run.id, isCached },
    { "x-trigger-jwt": jwt, "x-trigger-jwt-claims": JSON.stringify(claims) },
  );
}

// The SDK sends text it has encoded itself and names the encoding; a bare request sends the value.
function payloadText(payload: unknown, payloadType: string): string {
  if (payloadType === "application/json" || typeof payload !== "string") return JSON.stringify(payload ?? null);
  return payload;
}

async function parseMetadata(
  metadata: unknown,
  metadataType: string | undefined,
): Promise<Record<string, unknown> | undefined> {
  if (metadata === undefined || metadata === null) return undefined;
  const value: unknown =
    typeof metadata === "string"
      ? await parsePacket({ data: metadata, dataType: metadataType ?? "application/json" })
      : metadata;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Refusal(400, { error: "Validation error: metadata must be an object" });
}

function ttlText(seconds: number): string {
  return seconds === 0 ? "" : `${seconds}s`;
}
