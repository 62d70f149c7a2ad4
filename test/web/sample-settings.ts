import { ConsoleError } from "#core/error.ts";
import { changePreferences, defaultPreferences, type Preferences } from "#ipc/preferences.ts";
import type { Presence } from "#ipc/presence.ts";
import type { SessionView } from "#ipc/views.ts";
import { mutedUntil } from "#main/mute.ts";
import type { SettingsHandlers } from "#main/settings-handlers.ts";

/** The settings of a console that keeps them in memory alone. */
export function sampleSettings(
  holder: () => { session?: SessionView } = () => ({}),
  start = defaultPreferences,
): SettingsHandlers {
  let preferences: Preferences = start;
  let presence: Presence = { doNotDisturb: "off", startAtLogin: false, links: true };
  const environments = () => holder().session?.environments ?? [];
  const keep = (next: SessionView["environments"]): void => {
    const { session } = holder();
    if (session !== undefined) holder().session = { ...session, environments: next };
  };
  return {
    "preferences.get": async () => preferences,
    "preferences.change": async (change) => {
      preferences = changePreferences(preferences, change);
      return preferences;
    },
    "preferences.reset": async () => {
      preferences = defaultPreferences;
      return preferences;
    },
    "alerts.mute": async ({ span }) => {
      preferences = changePreferences(preferences, { alerts: { mutedUntil: mutedUntil(span, Date.now()) } });
      return preferences;
    },
    "presence.get": async () => presence,
    "presence.startAtLogin": async ({ on }) => {
      presence = { ...presence, startAtLogin: on };
      return presence;
    },
    "clipboard.noteCopy": async () => ({}),
    "notices.test": async () => ({ outcome: "handed-over" }),
    "diagnostics.check": async () => [
      { check: "connection", ok: true, detail: "Sandbox: online" },
      { check: "clock", ok: false, detail: "Treasury: 42.0 s ± 0.5 s" },
      { check: "disk", ok: true, detail: "9000 MB free, database 1 MB" },
    ],
    "updates.install": async () => ({ outcome: "not-now" }),
    "diagnostics.save": async () => ({ path: "/home/jonas/countersign-diagnostics.json" }),
    "environments.change": async ({ id, name, colour }) => {
      keep(
        environments().map((one) =>
          one.id === id
            ? { ...one, ...(name !== undefined && { name }), ...(colour !== undefined && { colour }) }
            : one,
        ),
      );
      return {};
    },
    "environments.replaceKey": async ({ id, secretKey }) =>
      secretKey.startsWith("tr_prod_")
        ? { result: "connected", environmentId: id }
        : { result: "refused", cause: "wrong-environment", message: "This is the key of a development environment." },
    "environments.remove": async ({ id }) => {
      if (id === "sandbox")
        throw new ConsoleError("session/decisions-on-the-way", "A decision is still on the way to it.");
      keep(environments().filter((one) => one.id !== id));
      return {};
    },
  };
}
