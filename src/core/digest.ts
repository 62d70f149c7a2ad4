import { z } from "zod";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto } from "#core/crypto.ts";

/** `sha256-` and 64 lower-case hex digits. */
export const Digest = z.string().regex(/^sha256-[0-9a-f]{64}$/u, "is no SHA-256 digest");
export type Digest = z.infer<typeof Digest>;

/** SHA-256 over the canonical form: equal for equal values, however they were written. */
export function digestOf(value: unknown, crypto: Crypto): Digest {
  return `sha256-${crypto.sha256(canonicalJson(value))}`;
}

/** The first 16 hex digits, which the token's idempotency key carries. */
export function shortDigest(digest: Digest): string {
  return digest.slice("sha256-".length, "sha256-".length + 16);
}
