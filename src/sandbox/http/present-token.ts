import { createHmac } from "node:crypto";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { bareId } from "#sandbox/store/page.ts";
import type { TokenStatus, Waitpoint } from "#sandbox/store/waitpoints.ts";

/** A token as the list shows it: no output, tags in alphabetical order. */
export function presentListedToken(sandbox: Sandbox, waitpoint: Waitpoint): object {
  return {
    id: waitpoint.id,
    url: callbackUrl(sandbox, waitpoint.id),
    status: tokenStatus(waitpoint),
    completedAt: instant(waitpoint.completedAt),
    timeoutAt: instant(waitpoint.completedAfter),
    completedAfter: instant(waitpoint.completedAfter),
    idempotencyKey: waitpoint.userProvidedIdempotencyKey ? waitpoint.idempotencyKey : undefined,
    idempotencyKeyExpiresAt: instant(waitpoint.idempotencyKeyExpiresAt),
    tags: waitpoint.tags.toSorted(),
    createdAt: instant(waitpoint.createdAt),
  };
}

/** A token on its own: with its output, and with tags in the order they were given. */
export function presentToken(sandbox: Sandbox, waitpoint: Waitpoint): object {
  return {
    id: waitpoint.id,
    type: waitpoint.type,
    url: callbackUrl(sandbox, waitpoint.id),
    status: tokenStatus(waitpoint),
    idempotencyKey: waitpoint.idempotencyKey,
    userProvidedIdempotencyKey: waitpoint.userProvidedIdempotencyKey,
    idempotencyKeyExpiresAt: instant(waitpoint.idempotencyKeyExpiresAt),
    output: waitpoint.output,
    outputType: waitpoint.outputType,
    outputIsError: waitpoint.outputIsError,
    timeoutAt: instant(waitpoint.completedAfter),
    completedAfter: instant(waitpoint.completedAfter),
    completedAt: instant(waitpoint.completedAt),
    createdAt: instant(waitpoint.createdAt),
    tags: waitpoint.tags,
  };
}

function tokenStatus(waitpoint: Waitpoint): TokenStatus {
  if (waitpoint.state === "PENDING") return "WAITING";
  return waitpoint.outputIsError ? "TIMED_OUT" : "COMPLETED";
}

/** The address that completes a token without a key: whoever has it can decide. */
export function callbackUrl(sandbox: Sandbox, tokenId: string): string {
  return `${sandbox.origin()}/api/v1/waitpoints/tokens/${tokenId}/callback/${callbackHash(sandbox, tokenId)}`;
}

export function callbackHash(sandbox: Sandbox, tokenId: string): string {
  return createHmac("sha256", sandbox.identity.secretKey).update(bareId(tokenId)).digest("hex");
}

function instant(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
