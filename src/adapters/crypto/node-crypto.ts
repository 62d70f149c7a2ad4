import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import type { Crypto, Signer } from "#core/crypto.ts";

/** SHA-256 and Ed25519 by Node's own OpenSSL binding; the same file serves the console, the sandbox and the worker side. */
export const nodeCrypto: Crypto = {
  sha256: (input) => createHash("sha256").update(input).digest("hex"),
  verify: (publicKey, text, signature) => {
    try {
      const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
      return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
    } catch {
      return false;
    }
  },
};

/** A new Ed25519 key as PKCS8 PEM: for the vault, nowhere else. */
export function generateSignerPem(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/**
 * A signer over a PKCS8 PEM Ed25519 key.
 *
 * @throws Error from OpenSSL where the PEM is no Ed25519 private key.
 */
export function createSigner(pem: string): Signer {
  const privateKey = createPrivateKey(pem);
  const { x } = createPublicKey(privateKey).export({ format: "jwk" });
  if (privateKey.asymmetricKeyType !== "ed25519" || x === undefined) throw new TypeError("The key is no Ed25519 key.");
  return { publicKey: x, sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64url") };
}
