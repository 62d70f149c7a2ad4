import type { VaultProblem } from "#core/vault-problem.ts";

/** What the vault needs of the system's keychain: to wrap one random key. */
export interface KeyWrapper {
  /** Undefined where the keychain can be used, else why not. */
  problem(): Promise<VaultProblem | undefined>;
  /** @throws where the keychain refuses or does not answer in time. */
  wrap(text: string): Promise<Buffer>;
  /** @throws where the blob is not this keychain's, or was changed. */
  unwrap(blob: Buffer): Promise<string>;
  /** True where a blob was wrapped by the keychain, false where by a key that everybody knows. */
  isTrustworthy(blob: Buffer): boolean;
}

/** The first three bytes of a wrapped key name the kind of key that wrapped it. */
export function prefixOf(blob: Buffer): string {
  return blob.subarray(0, 3).toString("latin1");
}

/**
 * SECURITY: on Linux a missing keyring falls back, silently, to a key that is printed in Chromium's source: `v10`.
 * On macOS and Windows the same three letters stand for the real keychain.
 */
export function isWrappedSafely(blob: Buffer, platform: string): boolean {
  return platform !== "linux" || prefixOf(blob) !== "v10";
}
