import type { Handlers } from "#ipc/contract.ts";
import type { PreferenceStore } from "./preferences.ts";

export type SettingsHandlers = Pick<Handlers, "preferences.get" | "preferences.change">;

/** Serves the settings screen. */
export function createSettingsHandlers(ports: { readonly preferences: PreferenceStore }): SettingsHandlers {
  return {
    "preferences.get": async () => ports.preferences.read(),
    "preferences.change": async (change) => ports.preferences.change(change),
  };
}
