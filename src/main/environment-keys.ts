import type { SettingsStore } from "./settings.ts";

const KEY_PREFIX = "trigger-key:";

/** What the vault calls the key of that environment. */
export function keyName(environmentId: string): string {
  return KEY_PREFIX + environmentId;
}

/** True where a secret of that name is an environment's key. */
export function isKeyName(name: string): boolean {
  return name.startsWith(KEY_PREFIX);
}

/** What a secret of that name is bound to in the vault: an environment's key opens for its own address alone. */
export function bindingOf(settings: SettingsStore, name: string): string {
  if (!isKeyName(name)) return "this-device";
  const id = name.slice(KEY_PREFIX.length);
  return settings.read().environments.find((environment) => environment.id === id)?.address ?? "";
}
