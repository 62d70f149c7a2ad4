import { changePreferences, defaultPreferences, type Preferences } from "#ipc/preferences.ts";
import type { SettingsHandlers } from "#main/settings-handlers.ts";

/** The settings of a console that keeps them in memory alone. */
export function sampleSettings(start: Preferences = defaultPreferences): SettingsHandlers {
  let preferences = start;
  return {
    "preferences.get": async () => preferences,
    "preferences.change": async (change) => {
      preferences = changePreferences(preferences, change);
      return preferences;
    },
  };
}
