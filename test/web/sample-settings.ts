import { ConsoleError } from "#core/error.ts";
import { changePreferences, defaultPreferences, type Preferences } from "#ipc/preferences.ts";
import type { SessionView } from "#ipc/views.ts";
import type { SettingsHandlers } from "#main/settings-handlers.ts";

/** The settings of a console that keeps them in memory alone. */
export function sampleSettings(
  holder: () => { session?: SessionView } = () => ({}),
  start = defaultPreferences,
): SettingsHandlers {
  let preferences: Preferences = start;
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
