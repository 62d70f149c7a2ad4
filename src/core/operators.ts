import { z } from "zod";
import type { Crypto } from "#core/crypto.ts";
import { Currency, Decimal } from "#core/decimal.ts";
import { Instant, KeyId } from "#core/identifiers.ts";

/** Somebody the task believes: one line of `operators.json`. */
export const Operator = z.strictObject({
  keyId: KeyId,
  /** Who it is, across keys: four eyes are two persons, not two keys. */
  person: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** Raw 32-byte Ed25519 key, base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/u, "is no raw Ed25519 public key in base64url"),
  roles: z.array(z.string().min(1).max(64)).max(20).optional(),
  /** Most that this person may approve, by currency. */
  limits: z.record(Currency, Decimal).optional(),
  notBefore: Instant.optional(),
  notAfter: Instant.optional(),
  revokedAt: Instant.optional(),
});
export type Operator = z.infer<typeof Operator>;

export const Operators = z.array(Operator).max(1_000);

/** The line that a task's author adds to `operators.json`. */
export function operatorLine(operator: Operator): string {
  return JSON.stringify(operator);
}

/** The key id of a raw public key: a name that nobody has to be trusted for. */
export function keyIdOf(publicKey: string, crypto: Crypto): KeyId {
  return crypto.sha256(base64urlBytes(publicKey)).slice(0, 32);
}

/** Whether the key counted at that instant (ISO 8601, the token's `completedAt`). */
export function operatorCounts(operator: Operator, at: Instant): boolean {
  const instant = Date.parse(at);
  if (operator.notBefore !== undefined && instant < Date.parse(operator.notBefore)) return false;
  if (operator.notAfter !== undefined && instant > Date.parse(operator.notAfter)) return false;
  return operator.revokedAt === undefined || instant < Date.parse(operator.revokedAt);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Neither Buffer nor atob exists in every room that reads core, and the alphabet differs from plain base64.
function base64urlBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of text) {
    held = (held << 6) | ALPHABET.indexOf(char);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}
