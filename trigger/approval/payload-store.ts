import type { Digest } from "#core/digest.ts";
import type { RunId } from "#core/identifiers.ts";

/** A request that is too large for a run's metadata. */
export interface LargePayload {
  /** Where it is found again; the same for the same run and content, so that a retry writes no second row. */
  readonly ref: string;
  readonly runId: RunId;
  readonly digest: Digest;
  /** UTF-8 bytes of `text`. */
  readonly bytes: number;
  /** Canonical JSON of the whole request. */
  readonly text: string;
}

/** Where requests above 16 KiB go. `put` is idempotent by `ref` and durable once it resolves. */
export interface PayloadStore {
  put(payload: LargePayload): Promise<void>;
}
