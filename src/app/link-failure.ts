import type { Environment, LinkFailure } from "#app/environment.ts";
import type { Clock, Random } from "#app/ports.ts";
import { backoffDelay, rateLimitDelay } from "#core/backoff.ts";
import { ConsoleError, errorCodeOf } from "#core/error.ts";

const KEY_PROBE_MS = 60_000;

/** Closes the environment's link where the failure is the environment's and not this call's; for at most that many milliseconds. */
export function noteFailure(
  ports: { readonly clock: Clock; readonly random: Random },
  environment: Environment,
  error: unknown,
  atMost = Number.POSITIVE_INFINITY,
): void {
  const code = errorCodeOf(error);
  const why = linkFailureOf(error);
  const now = ports.clock.monotonic();
  const jitter = ports.random.fraction();
  if (code === "gateway/unauthorized" || code === "gateway/forbidden")
    environment.link.refused(why, now + KEY_PROBE_MS * (0.75 + jitter / 2));
  else if (code === "gateway/unreachable" || code === "gateway/intercepted")
    environment.link.failed(why, now + Math.min(atMost, backoffDelay(environment.link.failures(), jitter)));
  else if (code === "gateway/rate-limited") {
    const server = environment.time.read()?.now ?? ports.clock.now();
    environment.link.failed(why, now + rateLimitDelay(retryAtOf(error), server, jitter));
  }
}

export function linkFailureOf(error: unknown): LinkFailure {
  return { code: errorCodeOf(error), reason: messageOf(error) };
}

/** Server time, milliseconds, from which a rate limiter takes calls again, where it said so. */
export function retryAtOf(error: unknown): number | undefined {
  return error instanceof ConsoleError ? error.retryAt : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "Unknown failure.";
}
