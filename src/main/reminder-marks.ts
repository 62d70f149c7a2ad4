import type { ReminderMarks } from "#app/ports.ts";
import type { SettingsStore } from "./settings.ts";

/** Written only where a reminder was said, some times a day: the settings' file is good enough for that. */
export function createReminderMarks(settings: Pick<SettingsStore, "read" | "change">): ReminderMarks {
  return {
    read: (environmentId) => settings.read().remindedUntil[environmentId],
    write: (environmentId, at) =>
      settings.change({ remindedUntil: { ...settings.read().remindedUntil, [environmentId]: at } }),
  };
}
