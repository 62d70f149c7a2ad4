import { type DeliveryStep, park, queue, serverNow, type StepResult } from "#app/delivery-step.ts";
import { messageOf, noteFailure, retryAtOf } from "#app/link-failure.ts";
import { backoffDelay, NEAR_DEADLINE_MS, rateLimitDelay, URGENT_DELAY_MS } from "#core/backoff.ts";
import { type ErrorCode, errorCodeOf } from "#core/error.ts";
import type { QueueReason } from "#core/outbox.ts";

/** A token or run may be new to the server that was asked: after this long it is asked once more. */
export const SECOND_LOOK_MS = 30_000;

const queueReasons: Partial<Record<ErrorCode, QueueReason>> = {
  "gateway/unreachable": "offline",
  "gateway/unauthorized": "unauthorized",
  "gateway/forbidden": "unauthorized",
  "gateway/intercepted": "intercepted",
};

// By the gateway's guarantee every other failure of a send leaves open whether the server took it.
const NOT_APPLIED: ReadonlySet<ErrorCode> = new Set([
  "gateway/unreachable",
  "gateway/rate-limited",
  "gateway/unauthorized",
  "gateway/forbidden",
  "gateway/not-found",
  "gateway/refused",
  "gateway/redirected",
]);

/** What becomes of an entry whose call failed: `call` is what was asked, since only a failed send can have landed. */
export function afterFailure(step: DeliveryStep, error: unknown, call: "read" | "send"): StepResult {
  const { ports, environment } = step;
  const code = errorCodeOf(error);
  const uncertain = call === "send" && !NOT_APPLIED.has(code);
  const urgent = isNearDeadline(step);
  noteFailure(ports, environment, error, urgent ? URGENT_DELAY_MS : undefined);
  const jitter = ports.random.fraction();
  switch (code) {
    case "gateway/not-found":
      return hasLookedTwice(step)
        ? park(step, "unknown-token", messageOf(error))
        : queue(step, "not-visible", SECOND_LOOK_MS);
    case "gateway/refused":
      return park(step, "refused", messageOf(error));
    case "gateway/redirected":
      return park(step, "redirected", messageOf(error));
    case "gateway/rate-limited":
      return queue(step, "rate-limited", rateLimitDelay(retryAtOf(error), serverNow(step), jitter));
    default: {
      const delay = backoffDelay(Math.max(step.failures, environment.link.failures()), jitter);
      return queue(
        step,
        queueReasons[code] ?? "uncertain",
        urgent ? Math.min(delay, URGENT_DELAY_MS) : delay,
        uncertain,
      );
    }
  }
}

/** True for an entry that was put back once already because what it is about could not be seen. */
export function hasLookedTwice({ entry }: DeliveryStep): boolean {
  return entry.status.state === "queued" && entry.status.reason === "not-visible";
}

function isNearDeadline({ environment, entry }: DeliveryStep): boolean {
  return entry.deadline !== undefined && environment.time.isPast(entry.deadline - NEAR_DEADLINE_MS) === true;
}
