import { z } from "zod";

/** Ids as the vendor prints them; checked before one is ever put into a URL. */
export const TokenId = z.string().regex(/^waitpoint_[a-z0-9]{10,40}$/u, "is no waitpoint token id");
export type TokenId = z.infer<typeof TokenId>;

export const RunId = z.string().regex(/^run_[a-z0-9]{10,40}$/u, "is no run id");
export type RunId = z.infer<typeof RunId>;

/** First 32 hex digits of SHA-256 of the raw public key. */
export const KeyId = z.string().regex(/^[0-9a-f]{32}$/u, "is no operator key id");
export type KeyId = z.infer<typeof KeyId>;

/** An instant as ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: false });
export type Instant = z.infer<typeof Instant>;
