/** What core needs of cryptography, synchronous; text is hashed and signed as UTF-8. */
export interface Crypto {
  /** SHA-256 as 64 lower-case hex digits. */
  sha256(input: string | Uint8Array): string;
  /** Verifies an Ed25519 signature; false for anything malformed, never throws. Key and signature are base64url. */
  verify(publicKey: string, text: string, signature: string): boolean;
}

/** An operator's private half: the key itself never leaves the object. */
export interface Signer {
  /** The raw 32-byte Ed25519 public key, base64url. */
  readonly publicKey: string;
  /** Ed25519 over the UTF-8 text, base64url. */
  sign(text: string): string;
}
