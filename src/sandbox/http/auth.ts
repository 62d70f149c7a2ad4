import { validateJWT } from "@trigger.dev/core/v3/jwt";
import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { problem, Refusal } from "./refusal.ts";

/** Lets the environment's secret key through. */
export function requireSecretKey(sandbox: Sandbox): MiddlewareHandler {
  return async (context, next) => {
    checkKey(bearer(context.req.header("authorization")), sandbox.identity.secretKey);
    await next();
  };
}

/** Lets the CLI's personal access token through. */
export function requireAccessToken(sandbox: Sandbox): MiddlewareHandler {
  return async (context, next) => {
    const token = bearer(context.req.header("authorization"));
    if (!same(token, sandbox.identity.accessToken))
      throw new Refusal(401, { error: "Invalid or Missing Access Token" });
    await next();
  };
}

/** Lets the secret key through, or a public token made for this very waitpoint. */
export function requireKeyOrPublicToken(sandbox: Sandbox): MiddlewareHandler {
  return async (context, next) => {
    const token = bearer(context.req.header("authorization"));
    if (token.split(".").length === 3) {
      await checkPublicToken(token, `write:waitpoints:${context.req.param("token")}`, sandbox.identity.secretKey);
    } else {
      checkKey(token, sandbox.identity.secretKey);
    }
    await next();
  };
}

async function checkPublicToken(token: string, scope: string, secretKey: string): Promise<void> {
  const result = await validateJWT(token, secretKey);
  if (!result.ok) throw new Refusal(401, { error: "Public Access Token is invalid" });
  const scopes = result.payload["scopes"];
  const granted = Array.isArray(scopes) && (scopes.includes(scope) || scopes.includes("write:waitpoints"));
  if (granted) return;
  const code = { code: "unauthorized", param: "access_token", type: "authorization" };
  throw new Refusal(403, { error: "Unauthorized", ...code });
}

function bearer(header: string | undefined): string {
  if (header === undefined) throw problem(401, "Unauthorized", "No authorization header provided");
  return header.replace(/^bearer\s+/iu, "");
}

function checkKey(given: string, secretKey: string): void {
  if (!same(given, secretKey)) throw new Refusal(401, { error: "Invalid API key" });
}

function same(given: string, expected: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(expected);
  return one.length === other.length && timingSafeEqual(one, other);
}
