import type { TokenId } from "#core/identifiers.ts";

/** A waitpoint token as the server tells it, without its callback URL. Instants are server time, milliseconds. */
export interface Token {
  readonly tokenId: TokenId;
  readonly status: "WAITING" | "COMPLETED" | "TIMED_OUT";
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly timeoutAt?: number;
  readonly completedAt?: number;
  /** Decoded output; undefined where the token has none or the list left it out. */
  readonly output?: unknown;
}
