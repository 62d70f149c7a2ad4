import { CreateUploadPayloadUrlResponseBody } from "@trigger.dev/core/v3";
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { requireSecretKey } from "./auth.ts";
import { Refusal } from "./refusal.ts";
import { reply } from "./reply.ts";

/** Payloads and outputs past the inline limit: the API hands out signed addresses, which then take and give the bytes. */
export function packetRoutes(sandbox: Sandbox): Hono {
  const routes = new Hono();
  const key = requireSecretKey(sandbox);
  const handOut = (context: Context): Response => {
    const name = context.req.param("name") ?? "";
    return reply(CreateUploadPayloadUrlResponseBody, { presignedUrl: signedUrl(sandbox, name), storagePath: name });
  };
  routes.put("/api/v2/packets/:name{.+}", key, handOut);
  routes.put("/api/v1/packets/:name{.+}", key, handOut);
  routes.get("/api/v1/packets/:name{.+}", key, (context) =>
    reply(CreateUploadPayloadUrlResponseBody, { presignedUrl: signedUrl(sandbox, context.req.param("name")) }),
  );
  routes.get("/api/v1/runs/:run/packets/:field", key, (context) => runPacket(sandbox, context));
  routes.put("/packets/:signature/:name{.+}", (context) => takePacket(sandbox, context));
  routes.get("/packets/:signature/:name{.+}", (context) => givePacket(sandbox, context));
  return routes;
}

/** An address that needs no key: the name is signed with it. */
export function signedUrl(sandbox: Sandbox, name: string): string {
  return `${sandbox.origin()}/packets/${signature(sandbox, name)}/${encodeURIComponent(name)}`;
}

function runPacket(sandbox: Sandbox, context: Context): Response {
  const run = sandbox.store.runs.find(context.req.param("run") ?? "");
  const isOutput = z.enum(["payload", "output"]).safeParse(context.req.param("field")).data === "output";
  const name = isOutput ? run?.output : run?.payload;
  const type = isOutput ? run?.outputType : run?.payloadType;
  if (name === undefined || type !== "application/store") throw new Refusal(404, { error: "Packet not found" });
  return reply(CreateUploadPayloadUrlResponseBody, { presignedUrl: signedUrl(sandbox, name) });
}

async function takePacket(sandbox: Sandbox, context: Context): Promise<Response> {
  const name = checkedName(sandbox, context);
  const type = context.req.header("content-type") ?? "application/json";
  sandbox.store.packets.write(name, type, new Uint8Array(await context.req.arrayBuffer()));
  return context.body(null, 200);
}

function givePacket(sandbox: Sandbox, context: Context): Response {
  const packet = sandbox.store.packets.read(checkedName(sandbox, context));
  if (packet === undefined) throw new Refusal(404, { error: "Packet not found" });
  return new Response(Buffer.from(packet.content), { headers: { "content-type": packet.contentType } });
}

function checkedName(sandbox: Sandbox, context: Context): string {
  const name = context.req.param("name") ?? "";
  const given = Buffer.from(context.req.param("signature") ?? "");
  const expected = Buffer.from(signature(sandbox, name));
  if (given.length === expected.length && timingSafeEqual(given, expected)) return name;
  throw new Refusal(403, { error: "The address of this packet is not signed by this server" });
}

function signature(sandbox: Sandbox, name: string): string {
  return createHmac("sha256", sandbox.identity.secretKey).update(`packet/${name}`).digest("hex");
}
