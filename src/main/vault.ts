import { randomBytes } from "node:crypto";
import type { SecretVault } from "#app/ports.ts";
import { Secret } from "#core/secret.ts";
import type { VaultProblem } from "#core/vault-problem.ts";
import { type KeyWrapper, prefixOf } from "./key-wrapper.ts";
import { openSealedText, type SealedText, sealText } from "./sealed-text.ts";
import { keepAside, readVaultFile, writeVaultFile } from "./vault-file.ts";

export interface VaultOptions {
  readonly path: string;
  readonly wrapper: KeyWrapper;
  /** What a secret is bound to besides its name, e.g. its environment and base URL; elsewhere it does not open. */
  readonly bindingOf: (name: string) => string;
  /** Hears of damage, for the log. */
  readonly report: (problem: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Key {
  readonly bytes: Buffer;
  readonly wrapped: Buffer;
}

/**
 * Opens the vault. The keychain only wraps a random key, because what it encrypts itself can be altered unnoticed; the
 * secrets are sealed under that key. Where the keychain cannot be trusted, secrets live in memory until the app ends.
 * Whatever cannot be opened reads as absent, so that it is asked for again, and is kept aside when it is replaced.
 */
export async function openVault(options: VaultOptions): Promise<SecretVault> {
  const state = await readVaultFile(options.path);
  if (state.kind === "unreadable") options.report("the vault's file cannot be read");
  const stored = state.kind === "present" ? state.file : undefined;

  const opened = await openKey(options, stored?.wrappedKey);
  if (opened.kind === "session-only") return createSessionVault(opened.reason);
  const { key } = opened;
  const sealed = new Map<string, SealedText>(opened.isStored ? Object.entries(stored?.secrets ?? {}) : []);
  let mustKeepAside = state.kind !== "absent" && !opened.isStored;
  // One writer at a time: each write takes the whole file with it.
  let lastWrite: Promise<void> = Promise.resolve();

  const saveAfter = async (earlier: Promise<void>, change: () => void): Promise<void> => {
    // An earlier write that failed was reported to whoever asked for it; this one is on its own.
    await earlier.catch(() => undefined);
    if (mustKeepAside) await keepAside(options.path, options.now());
    mustKeepAside = false;
    change();
    await writeVaultFile(options.path, {
      version: 1,
      wrappedKey: key.wrapped.toString("base64"),
      secrets: Object.fromEntries(sealed),
    });
  };
  const save = (change: () => void): Promise<void> => {
    lastWrite = saveAfter(lastWrite, change);
    return lastWrite;
  };

  return {
    read: async (name) => {
      const found = sealed.get(name);
      if (found === undefined) return undefined;
      const text = openSealedText(key.bytes, contextOf(name, options), found);
      if (text !== undefined) return new Secret(text);
      options.report(`a stored secret cannot be opened: ${name}`);
      mustKeepAside = true;
      return undefined;
    },
    write: (name, value) =>
      save(() => void sealed.set(name, sealText(key.bytes, contextOf(name, options), value.reveal()))),
    remove: (name) => save(() => void sealed.delete(name)),
    status: () => ({ kind: "keychain", prefix: prefixOf(key.wrapped) }),
  };
}

function contextOf(name: string, options: VaultOptions): string {
  return JSON.stringify(["countersign/vault/v1", name, options.bindingOf(name)]);
}

type OpenedKey =
  | { readonly kind: "key"; readonly key: Key; readonly isStored: boolean }
  | { readonly kind: "session-only"; readonly reason: VaultProblem };

async function openKey({ wrapper, report }: VaultOptions, stored: string | undefined): Promise<OpenedKey> {
  try {
    const problem = await wrapper.problem();
    if (problem !== undefined) return { kind: "session-only", reason: problem };
    const known = stored === undefined ? undefined : await unwrapKey(wrapper, Buffer.from(stored, "base64"));
    if (known !== undefined) return { kind: "key", key: known, isStored: true };
    if (stored !== undefined) report("the vault's key cannot be opened with this keychain");
    return await makeKey(wrapper);
  } catch (error) {
    report(`the system's keychain failed: ${wordsOf(error)}`);
    return { kind: "session-only", reason: "failed" };
  }
}

async function unwrapKey(wrapper: KeyWrapper, wrapped: Buffer): Promise<Key | undefined> {
  if (!wrapper.isTrustworthy(wrapped)) return undefined;
  try {
    const bytes = Buffer.from(await wrapper.unwrap(wrapped), "base64");
    return bytes.length === 32 ? { bytes, wrapped } : undefined;
  } catch {
    return undefined;
  }
}

async function makeKey(wrapper: KeyWrapper): Promise<OpenedKey> {
  const bytes = randomBytes(32);
  const wrapped = await wrapper.wrap(bytes.toString("base64"));
  if (!wrapper.isTrustworthy(wrapped)) {
    return { kind: "session-only", reason: "known-password" };
  }
  // A key that cannot be unwrapped now would be lost at the next start, with everything sealed under it.
  const again = await unwrapKey(wrapper, wrapped);
  if (again === undefined || !again.bytes.equals(bytes)) {
    return { kind: "session-only", reason: "forgetful" };
  }
  return { kind: "key", key: { bytes, wrapped }, isStored: false };
}

function createSessionVault(reason: VaultProblem): SecretVault {
  const secrets = new Map<string, Secret>();
  return {
    read: async (name) => secrets.get(name),
    write: async (name, value) => void secrets.set(name, value),
    remove: async (name) => void secrets.delete(name),
    status: () => ({ kind: "session-only", reason }),
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : "it gave no reason";
}
