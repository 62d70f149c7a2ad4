import type { Console } from "#app/console.ts";
import type { Updates } from "#app/updates.ts";
import type { Handlers } from "#ipc/contract.ts";
import type { NoticeOutcome } from "#ipc/diagnostics.ts";
import { defaultPreferences } from "#ipc/preferences.ts";
import { type ChangeEnvironmentsPorts, createEnvironmentHandlers } from "./change-environments.ts";
import { createDiagnostics, type DiagnosticsPorts } from "./diagnostics.ts";
import { mutedUntil } from "./mute.ts";
import type { OpenedPresence } from "./open-presence.ts";
import type { PreferenceStore } from "./preferences.ts";

export type SettingsHandlers = Pick<
  Handlers,
  | "preferences.get"
  | "preferences.change"
  | "preferences.reset"
  | "environments.change"
  | "environments.replaceKey"
  | "environments.remove"
  | "alerts.mute"
  | "presence.get"
  | "presence.startAtLogin"
  | "notices.test"
  | "diagnostics.check"
  | "diagnostics.save"
  | "updates.install"
  | "clipboard.noteCopy"
>;

export interface SettingsHandlerPorts extends ChangeEnvironmentsPorts, Omit<DiagnosticsPorts, "preferences" | "now"> {
  readonly preferences: PreferenceStore;
  readonly testNotice: () => Promise<NoticeOutcome>;
  readonly updates: Pick<Updates, "install">;
  readonly presence: Omit<OpenedPresence, "close">;
  readonly noteCopy: () => void;
}

/** Serves the settings screen. */
export function createSettingsHandlers(ports: SettingsHandlerPorts, console: Console): SettingsHandlers {
  return {
    ...createEnvironmentHandlers(ports, console),
    ...createDiagnostics(
      { ...ports, preferences: () => ports.preferences.read(), now: () => ports.clock.now() },
      console,
    ),
    "alerts.mute": async ({ span }) =>
      ports.preferences.change({ alerts: { mutedUntil: mutedUntil(span, ports.clock.now()) } }),
    "presence.get": () => ports.presence.read(),
    "presence.startAtLogin": async ({ on }) => {
      await ports.presence.startAtLogin(on);
      return ports.presence.read();
    },
    "notices.test": async () => ({ outcome: await ports.testNotice() }),
    "updates.install": async () => ({ outcome: ports.updates.install() }),
    "clipboard.noteCopy": async () => {
      ports.noteCopy();
      return {};
    },
    "preferences.reset": async () => ports.preferences.change(defaultPreferences),
    "preferences.get": async () => ports.preferences.read(),
    "preferences.change": async (change) => ports.preferences.change(change),
  };
}
