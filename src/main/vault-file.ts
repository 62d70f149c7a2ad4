import { copyFile, readFile } from "node:fs/promises";
import { z } from "zod";
import { replaceFile } from "./durable-file.ts";
import { SealedText } from "./sealed-text.ts";

/** The vault at rest: one wrapped key, and the secrets sealed under it. */
export const VaultFile = z.strictObject({
  version: z.literal(1),
  /** The random key as the keychain wrapped it, base64; its first three bytes name the keychain's kind. */
  wrappedKey: z.base64(),
  secrets: z.record(z.string(), SealedText),
});
export type VaultFile = z.infer<typeof VaultFile>;

export type VaultFileState =
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "present"; readonly file: VaultFile };

/** Never throws for what it finds: a file that does not parse is a state of its own, and stays where it is. */
export async function readVaultFile(path: string): Promise<VaultFileState> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return { kind: error instanceof Error && "code" in error && error.code === "ENOENT" ? "absent" : "unreadable" };
  }
  try {
    return { kind: "present", file: VaultFile.parse(JSON.parse(text)) };
  } catch {
    return { kind: "unreadable" };
  }
}

export async function writeVaultFile(path: string, file: VaultFile): Promise<void> {
  await replaceFile(path, JSON.stringify(file, null, 2));
}

/** Copies what cannot be opened aside before anything is written over it: nothing is ever deleted. */
export async function keepAside(path: string, now: number): Promise<void> {
  await copyFile(path, `${path}.kept-${now}`).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  });
}
