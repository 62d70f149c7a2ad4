import { createSigner, generateSignerPem } from "#adapters/crypto/node-crypto.ts";
import type { SecretVault, Signer } from "#app/ports.ts";
import { Secret } from "#core/secret.ts";

const NAME = "operator-key";

/** The operator's Ed25519 key: made at first start, and from then on only in the vault. */
export async function openOperatorKey(vault: SecretVault): Promise<Signer> {
  const stored = await vault.read(NAME);
  if (stored !== undefined) return createSigner(stored.reveal());
  const pem = new Secret(generateSignerPem());
  await vault.write(NAME, pem);
  return createSigner(pem.reveal());
}
