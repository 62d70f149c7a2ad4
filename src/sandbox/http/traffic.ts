import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import { setTimeout as sleep } from "node:timers/promises";
import { type BucketSize, bucketFor, createBucket, type RateVerdict, VENDOR_API, ENGINE } from "#sandbox/rate-limit.ts";
import type { StatusFault } from "#sandbox/faults.ts";
import type { Sender } from "#sandbox/request-log.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { problem, Refusal } from "./refusal.ts";

/** Counts requests by method and route. Comes first, so that what a fault swallows is counted too. */
export function countRequests(sandbox: Sandbox): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    if (!path.startsWith("/sandbox/")) sandbox.requests.note(`${method} ${routeOf(path)}`, senderOf(context));
    await next();
  };
}

/** Makes the network and the server as bad as the faults say. */
export function applyFaults(sandbox: Sandbox): MiddlewareHandler {
  return async (context, next) => {
    const { faults } = sandbox;
    const settings = faults.settings();
    const { path, method } = context.req;
    const spared = settings.scope !== "everyone" && senderOf(context) === "worker";
    if (spared || isBackstage(path)) return next();
    const hits = (fault: StatusFault | null): fault is StatusFault =>
      fault !== null && `${method} ${path}`.includes(fault.route ?? "") && faults.strikes(fault.percent);
    if (settings.offline === true) return hangUp(context);
    if (settings.latencyMs !== null && settings.latencyMs > 0) await sleep(settings.latencyMs);
    if (settings.html === true) return context.html("<!doctype html><title>Welcome</title><h1>Please log in</h1>");
    if (settings.unauthorized === true) throw new Refusal(401, { error: "Invalid API key" });
    if (hits(settings.status)) throw statusRefusal(settings.status.code);
    await next();
    if (hits(settings.statusAfterApply)) throw statusRefusal(settings.statusAfterApply.code);
    if (settings.dropRepliesPercent !== null && faults.strikes(settings.dropRepliesPercent)) return hangUp(context);
    return undefined;
  };
}

/** The vendor's two buckets: one for the API, one for the engine. Callbacks, packets and telemetry draw from none. */
export function limitRates(sandbox: Sandbox): MiddlewareHandler {
  const apiSize = (): BucketSize => {
    const perMinute = sandbox.faults.settings().rateLimitPerMinute;
    return perMinute === null ? VENDOR_API : bucketFor(perMinute);
  };
  const api = createBucket(apiSize, sandbox.now);
  const engine = createBucket(() => ENGINE, sandbox.now);
  return async (context, next) => {
    const { path } = context.req;
    const exempt = path.includes("/callback/") || path.includes("/packets/");
    const bucket = path.startsWith("/api/") ? api : path.startsWith("/engine/") ? engine : undefined;
    if (bucket === undefined || exempt) return next();
    const verdict = bucket();
    if (!verdict.allowed) throw tooManyRequests(verdict, sandbox.now());
    await next();
    for (const [name, value] of Object.entries(rateHeaders(verdict))) context.res.headers.set(name, value);
    return undefined;
  };
}

function tooManyRequests(verdict: RateVerdict, now: number): Refusal {
  const seconds = Math.max(0, Math.ceil((verdict.resetAt - now) / 1_000));
  const detail = `Rate limit exceeded ${verdict.remaining}/${verdict.limit} requests remaining. Retry in ${seconds} seconds.`;
  const refusal = problem(429, "Rate Limit Exceeded", detail, {
    reset: verdict.resetAt,
    limit: verdict.limit,
    remaining: verdict.remaining,
    secondsUntilReset: seconds,
  });
  return new Refusal(429, refusal.body, { ...refusal.headers, ...rateHeaders(verdict) });
}

function rateHeaders(verdict: RateVerdict): Record<string, string> {
  return {
    "x-ratelimit-limit": String(verdict.limit),
    "x-ratelimit-remaining": String(verdict.remaining),
    "x-ratelimit-reset": String(verdict.resetAt),
  };
}

function statusRefusal(code: number): Refusal {
  return new Refusal(code, { error: code >= 500 ? "Internal Server Error" : `Refused with ${code}` });
}

// The connection is gone without an answer, as when a cable is pulled.
function hangUp(context: Context): Response {
  const { incoming } = context.env as HttpBindings;
  incoming.socket.destroy();
  return context.body(null, 204);
}

// The CLI speaks to the engine and to its project; the SDK inside a task says that it is one.
function senderOf(context: Context): Sender {
  const { path } = context.req;
  const isWorker =
    path.startsWith("/engine/") ||
    path.startsWith("/otel/") ||
    path.startsWith("/model/") ||
    context.req.header("x-trigger-worker") === "true" ||
    context.req.header("x-trigger-cli-version") !== undefined ||
    /^\/api\/v1\/projects\/[^/]+\/(?:dev|envvars|background-workers|branches)$/u.test(path);
  return isWorker ? "worker" : "client";
}

function isBackstage(path: string): boolean {
  return path.startsWith("/sandbox/") || path.startsWith("/otel/") || path.startsWith("/model/");
}

// Ids differ with every request; what is counted is the route.
function routeOf(path: string): string {
  return path
    .replaceAll(/\/(waitpoint|run|snapshot|proj)_[^/]+/gu, "/:$1")
    .replace(/\/callback\/.+$/u, "/callback/:hash")
    .replace(/\/packets\/.+$/u, "/packets/:name")
    .replace(/\/spans\/[^/]+$/u, "/spans/:span")
    .replace(/\/tasks\/[^/]+\//u, "/tasks/:task/");
}
