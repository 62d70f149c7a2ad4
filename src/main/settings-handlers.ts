import type { Console } from "#app/console.ts";
import type { Handlers } from "#ipc/contract.ts";
import type { NoticeOutcome } from "#ipc/diagnostics.ts";
import { defaultPreferences } from "#ipc/preferences.ts";
import { type ChangeEnvironmentsPorts, createEnvironmentHandlers } from "./change-environments.ts";
import { createDiagnostics, type DiagnosticsPorts } from "./diagnostics.ts";
import type { PreferenceStore } from "./preferences.ts";

export type SettingsHandlers = Pick<
  Handlers,
  | "preferences.get"
  | "preferences.change"
  | "preferences.reset"
  | "environments.change"
  | "environments.replaceKey"
  | "environments.remove"
  | "notices.test"
  | "diagnostics.check"
  | "diagnostics.save"
>;

export interface SettingsHandlerPorts extends ChangeEnvironmentsPorts, Omit<DiagnosticsPorts, "preferences" | "now"> {
  readonly preferences: PreferenceStore;
  readonly testNotice: () => Promise<NoticeOutcome>;
}

/** Serves the settings screen. */
export function createSettingsHandlers(ports: SettingsHandlerPorts, console: Console): SettingsHandlers {
  return {
    ...createEnvironmentHandlers(ports, console),
    ...createDiagnostics(
      { ...ports, preferences: () => ports.preferences.read(), now: () => ports.clock.now() },
      console,
    ),
    "notices.test": async () => ({ outcome: await ports.testNotice() }),
    "preferences.reset": async () => ports.preferences.change(defaultPreferences),
    "preferences.get": async () => ports.preferences.read(),
    "preferences.change": async (change) => ports.preferences.change(change),
  };
}
