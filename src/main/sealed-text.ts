import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";

/** One secret under AES-256-GCM, all parts base64. */
export const SealedText = z.strictObject({ iv: z.base64(), tag: z.base64(), text: z.base64() });
export type SealedText = z.infer<typeof SealedText>;

/** Encrypts under a 32-byte key. `context` is not stored: opening with any other context fails. */
export function sealText(key: Uint8Array, context: string, text: string): SealedText {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { iv: iv.toString("base64"), tag: cipher.getAuthTag().toString("base64"), text: sealed.toString("base64") };
}

/** The text, or undefined where key, context or a single bit is not what it was sealed with. */
export function openSealedText(key: Uint8Array, context: string, sealed: SealedText): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(sealed.iv, "base64"), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(sealed.tag, "base64"));
    return Buffer.concat([decipher.update(Buffer.from(sealed.text, "base64")), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
