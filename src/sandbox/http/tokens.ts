import {
  CompleteWaitpointTokenResponseBody,
  CreateWaitpointTokenRequestBody,
  CreateWaitpointTokenResponseBody,
  stringifyIO,
  WaitpointRetrieveTokenResponse,
  WaitpointTokenItem,
} from "@trigger.dev/core/v3";
import { generateJWT } from "@trigger.dev/core/v3/jwt";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { z } from "zod";
import { completeWaitpoint } from "#sandbox/engine/complete-waitpoint.ts";
import { createWaitpoint } from "#sandbox/engine/create-waitpoint.ts";
import { keyExpiry, timeoutInstant } from "#sandbox/engine/durations.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { waitpointAsOf } from "#sandbox/store/waitpoints.ts";
import { requireKeyOrPublicToken, requireSecretKey } from "./auth.ts";
import { callbackHash, callbackUrl, presentListedToken, presentToken } from "./present-token.ts";
import { createdBetween, parseChoices, parseQuery } from "./query.ts";
import { readBody, readJson } from "./read-body.ts";
import { internalError, Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";

const MAX_CREATE_BYTES = 10 * 1024;
const MAX_COMPLETE_BYTES = 3 * 1024 * 1024;
const MAX_TAGS = 10;

const TokenPage = z.object({
  data: z.array(z.custom((item) => WaitpointTokenItem.safeParse(item).success)),
  pagination: z.object({ next: z.string().optional(), previous: z.string().optional() }),
});

const TokenStatusWord = z.enum(["WAITING", "COMPLETED", "TIMED_OUT"]);

/** The public waitpoint token routes, as talkative and as silent as the vendor's. */
export function tokenRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  routes.post("/api/v1/waitpoints/tokens", key, (context) => createToken(sandbox, context));
  routes.get("/api/v1/waitpoints/tokens", key, (context) => listTokens(sandbox, context));
  routes.get("/api/v1/waitpoints/tokens/:token", key, (context) => retrieveToken(sandbox, context));
  const browsers = cors({
    origin: (origin) => origin,
    allowMethods: ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
    exposeHeaders: ["x-trigger-jwt", "x-trigger-jwt-claims"],
    maxAge: 300,
  });
  routes.use("/api/v1/waitpoints/tokens/:token/complete", browsers);
  routes.post("/api/v1/waitpoints/tokens/:token/complete", requireKeyOrPublicToken(sandbox), (context) =>
    completeToken(sandbox, context),
  );
  routes.post("/api/v1/waitpoints/tokens/:token/callback/:hash", (context) => callBack(sandbox, context));
  return routes;
}

async function createToken(sandbox: Sandbox, context: Context): Promise<Response> {
  const body = await readBody(context, CreateWaitpointTokenRequestBody, MAX_CREATE_BYTES);
  const tags = typeof body.tags === "string" ? [body.tags] : (body.tags ?? []);
  if (tags.length > MAX_TAGS) {
    const error = `Waitpoints can only have ${MAX_TAGS} tags, you're trying to set ${tags.length}.`;
    throw new Refusal(422, { error });
  }
  const { waitpoint, isCached } = createWaitpoint(sandbox, {
    idempotencyKey: body.idempotencyKey,
    idempotencyKeyExpiresAt: keyExpiry(body.idempotencyKeyTTL, sandbox.now()),
    timeoutAt: timeoutInstant(body.timeout, sandbox.now()),
    tags,
  });
  const claims = { sub: sandbox.identity.environmentId, pub: true };
  const jwt = await generateJWT({
    secretKey: sandbox.identity.secretKey,
    payload: { ...claims, scopes: [`write:waitpoints:${waitpoint.id}`] },
    expirationTime: "24h",
  });
  return reply(
    CreateWaitpointTokenResponseBody,
    { id: waitpoint.id, isCached, url: callbackUrl(sandbox, waitpoint.id) },
    { "x-trigger-jwt": jwt, "x-trigger-jwt-claims": JSON.stringify(claims) },
  );
}

function listTokens(sandbox: Sandbox, context: Context): Response {
  const query = parseQuery(context);
  const asOf = visibleUntil(sandbox);
  const page = sandbox.store.waitpoints.list(
    {
      statuses: parseChoices(query["filter[status]"] ?? [], TokenStatusWord, "filter[status]"),
      tags: query["filter[tags]"] ?? [],
      idempotencyKey: query["filter[idempotencyKey]"],
      asOf,
      ...createdBetween(query, sandbox.now()),
    },
    { size: query["page[size]"], after: query["page[after]"], before: query["page[before]"] },
  );
  return reply(TokenPage, {
    data: page.items.map((waitpoint) => presentListedToken(sandbox, waitpointAsOf(waitpoint, asOf))),
    pagination: { next: page.next, previous: page.previous },
  });
}

function retrieveToken(sandbox: Sandbox, context: Context): Response {
  const asOf = visibleUntil(sandbox);
  const waitpoint = sandbox.store.waitpoints.find(context.req.param("token") ?? "");
  // The vendor's documents promise 404; its server fails instead, and clients have to live with that.
  if (waitpoint?.type !== "MANUAL" || waitpoint.createdAt > (asOf ?? Infinity)) throw internalError();
  return reply(WaitpointRetrieveTokenResponse, presentToken(sandbox, waitpointAsOf(waitpoint, asOf)));
}

async function completeToken(sandbox: Sandbox, context: Context): Promise<Response> {
  const tokenId = context.req.param("token") ?? "";
  const body = await readJson(context, MAX_COMPLETE_BYTES);
  requireToken(sandbox, tokenId);
  // A body without `data` completes the token with nothing, whatever else it holds.
  const data = typeof body === "object" && body !== null && "data" in body ? body.data : undefined;
  return settle(sandbox, tokenId, data);
}

async function callBack(sandbox: Sandbox, context: Context): Promise<Response> {
  const tokenId = context.req.param("token") ?? "";
  if (context.req.param("hash") !== callbackHash(sandbox, tokenId)) {
    throw new Refusal(401, { error: "Invalid URL, hash doesn't match" });
  }
  requireToken(sandbox, tokenId);
  const text = await context.req.text();
  return settle(sandbox, tokenId, text === "" ? undefined : readLenient(text));
}

async function settle(sandbox: Sandbox, tokenId: string, data: unknown): Promise<Response> {
  const packet = await stringifyIO(data);
  completeWaitpoint(sandbox, tokenId, { output: packet.data, outputType: packet.dataType, outputIsError: false });
  return reply(CompleteWaitpointTokenResponseBody, { success: true });
}

function requireToken(sandbox: Sandbox, tokenId: string): void {
  if (sandbox.store.waitpoints.find(tokenId)?.type === "MANUAL") return;
  throw new Refusal(404, { error: "Waitpoint not found" });
}

function readLenient(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, { error: "Invalid JSON" });
  }
}

/** The newest instant a reader may see; undefined without replica lag. */
function visibleUntil(sandbox: Sandbox): number | undefined {
  const lag = sandbox.faults.settings().replicaLagMs;
  return lag === null ? undefined : sandbox.now() - lag;
}
