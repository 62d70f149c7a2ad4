import type { EnvelopeSet } from "#core/envelope.ts";
import type { Instant, TokenId } from "#core/identifiers.ts";
import type { Duration } from "./duration.ts";

/** A token as it reads back. `settled` covers COMPLETED and TIMED_OUT. */
export type TokenReading =
  | { readonly state: "waiting"; readonly timeoutAt: Instant | undefined }
  | { readonly state: "timed-out"; readonly timeoutAt: Instant | undefined }
  | {
      readonly state: "completed";
      readonly timeoutAt: Instant | undefined;
      readonly completedAt: Instant;
      readonly output: unknown;
    };

export interface NewToken {
  readonly timeout: Duration;
  readonly idempotencyKey: string;
  readonly tags: readonly string[];
}

/** The run's own way to the server: what the rounds need of Trigger.dev, and nothing of its secrets (no callback URL). */
export interface GateDoor {
  /** Milliseconds since 1970. */
  now(): number;
  /** `known` where the key met a token that already exists. */
  openToken(token: NewToken): Promise<{ readonly tokenId: TokenId; readonly known: boolean }>;
  readToken(tokenId: TokenId): Promise<TokenReading>;
  /** Pauses the run until the token is settled, then reads it back; never answers `waiting`. */
  awaitToken(tokenId: TokenId): Promise<TokenReading>;
  /** Completes a token; completing a settled one changes nothing. */
  settleToken(tokenId: TokenId, output: unknown): Promise<void>;
  /** Tokens of this run that still wait, with their tags. */
  waitingTokens(): Promise<readonly { readonly tokenId: TokenId; readonly tags: readonly string[] }[]>;
  readEnvelopes(): EnvelopeSet;
  /** Resolves once the server has them, and is known to have them. */
  publishEnvelopes(set: EnvelopeSet): Promise<void>;
  /** They reach the server a little later, with whatever the run sends next: for what nobody waits for. */
  noteEnvelopes(set: EnvelopeSet): void;
  /** Tags the run, so that envelopes can be listed a hundred at a time. */
  tagRun(): Promise<void>;
  /** The operator reads these lines as the execution log. */
  log(level: "info" | "warn" | "error", message: string, details?: Readonly<Record<string, unknown>>): void;
}
