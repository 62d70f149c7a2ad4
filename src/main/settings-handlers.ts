import type { Console } from "#app/console.ts";
import type { Handlers } from "#ipc/contract.ts";
import { type ChangeEnvironmentsPorts, createEnvironmentHandlers } from "./change-environments.ts";
import type { PreferenceStore } from "./preferences.ts";

export type SettingsHandlers = Pick<
  Handlers,
  "preferences.get" | "preferences.change" | "environments.change" | "environments.replaceKey" | "environments.remove"
>;

export interface SettingsHandlerPorts extends ChangeEnvironmentsPorts {
  readonly preferences: PreferenceStore;
}

/** Serves the settings screen. */
export function createSettingsHandlers(ports: SettingsHandlerPorts, console: Console): SettingsHandlers {
  return {
    ...createEnvironmentHandlers(ports, console),
    "preferences.get": async () => ports.preferences.read(),
    "preferences.change": async (change) => ports.preferences.change(change),
  };
}
