import { WaitpointId } from "@trigger.dev/core/v3/isomorphic";
import { randomBytes } from "node:crypto";
import type { Engine } from "#sandbox/sandbox.ts";
import type { Waitpoint } from "#sandbox/store/waitpoints.ts";

export interface NewWaitpoint {
  readonly type?: Waitpoint["type"];
  readonly idempotencyKey?: string | undefined;
  readonly idempotencyKeyExpiresAt?: number | undefined;
  readonly timeoutAt?: number | undefined;
  readonly tags?: readonly string[];
}

/** Creates a waitpoint, or finds the one that has the same idempotency key, settled or not. */
export function createWaitpoint(engine: Engine, wanted: NewWaitpoint): { waitpoint: Waitpoint; isCached: boolean } {
  const { store } = engine;
  return store.transaction(() => {
    const now = engine.now();
    if (wanted.idempotencyKey !== undefined) {
      const known = store.waitpoints.findByKey(wanted.idempotencyKey);
      if (known !== undefined && (known.idempotencyKeyExpiresAt ?? Infinity) > now) {
        return { waitpoint: known, isCached: true };
      }
      if (known !== undefined) store.waitpoints.releaseKey(known);
    }
    const waitpoint: Waitpoint = {
      id: WaitpointId.generate().friendlyId,
      type: wanted.type ?? "MANUAL",
      state: "PENDING",
      idempotencyKey: wanted.idempotencyKey ?? randomBytes(18).toString("base64url"),
      userProvidedIdempotencyKey: wanted.idempotencyKey !== undefined,
      idempotencyKeyExpiresAt: wanted.idempotencyKeyExpiresAt,
      createdAt: now,
      completedAfter: wanted.timeoutAt,
      outputType: "application/json",
      outputIsError: false,
      tags: [...(wanted.tags ?? [])],
    };
    store.waitpoints.insert(waitpoint);
    if (wanted.timeoutAt !== undefined) {
      store.jobs.put({ kind: "finish-waitpoint", subject: waitpoint.id, dueAt: wanted.timeoutAt });
      engine.wake();
    }
    return { waitpoint, isCached: false };
  });
}
