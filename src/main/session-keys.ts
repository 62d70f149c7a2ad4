import type { SecretVault } from "#app/ports.ts";
import type { Secret } from "#core/secret.ts";

export interface SessionKeys extends SecretVault {
  /** Moves these secrets to where they belong now: into memory, or back into the vault. */
  readonly settle: (names: readonly string[]) => Promise<void>;
}

/**
 * The vault, with some secrets in this process's memory alone, so that they are gone with it however it ends. Nothing of
 * those is left in the vault's file.
 */
export function createSessionKeys(vault: SecretVault, isForgotten: (name: string) => boolean): SessionKeys {
  const inMemory = new Map<string, Secret>();
  const read = async (name: string): Promise<Secret | undefined> => inMemory.get(name) ?? (await vault.read(name));
  const write = async (name: string, value: Secret): Promise<void> => {
    if (isForgotten(name)) {
      inMemory.set(name, value);
      await vault.remove(name);
    } else {
      await vault.write(name, value);
      inMemory.delete(name);
    }
  };
  return {
    read,
    write,
    remove: async (name) => {
      inMemory.delete(name);
      await vault.remove(name);
    },
    status: () => vault.status(),
    settle: async (names) => {
      for (const name of names) {
        const value = await read(name);
        if (value !== undefined && inMemory.has(name) !== isForgotten(name)) await write(name, value);
      }
    },
  };
}
