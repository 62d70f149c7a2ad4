import { changePreferences, type PreferenceChange, type Preferences } from "#ipc/preferences.ts";
import type { SettingsStore } from "./settings.ts";

/** What the operator has chosen, in memory as on disk. */
export interface PreferenceStore {
  read(): Preferences;
  /** Writes the change through and tells everybody. @returns the preferences as they are now. */
  change(change: PreferenceChange): Preferences;
  /** Calls back after every change, for as long as the console runs or until the returned function is called. */
  onChange(listener: (preferences: Preferences) => void): () => void;
}

export function openPreferences(settings: Pick<SettingsStore, "read" | "change">): PreferenceStore {
  // Asked at every decision and every notice, so not read from the disk each time.
  let current = settings.read().preferences;
  const listeners = new Set<(preferences: Preferences) => void>();
  return {
    read: () => current,
    change: (change) => {
      const changed = changePreferences(current, change);
      settings.change({ preferences: changed });
      current = changed;
      for (const listener of listeners) listener(current);
      // A listener may have had to take something back.
      return current;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
