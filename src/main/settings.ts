import Store from "electron-store";
import { z } from "zod";
import { EnvironmentColour, KeyOrigin } from "#ipc/environment-settings.ts";
import { restorePreferences } from "#ipc/preferences.ts";
import { restoreViews } from "#ipc/saved-views.ts";
import { restoreSnoozes } from "./stored-snoozes.ts";

export const WindowBounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
export type WindowBounds = z.infer<typeof WindowBounds>;

/** An environment as remembered; its key is in the vault. */
export const StoredEnvironment = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  kind: z.enum(["development", "staging", "preview", "production"]),
  address: z.string().max(300),
  colour: EnvironmentColour.optional().catch(undefined),
  keyOrigin: KeyOrigin.optional().catch(undefined),
});
export type StoredEnvironment = z.infer<typeof StoredEnvironment>;

// Field by field: one value that was damaged must not take the others with it.
const Settings = z.object({
  operatorName: z.string().min(1).max(200).optional().catch(undefined),
  environments: z.array(StoredEnvironment).max(50).catch([]),
  windowBounds: WindowBounds.optional().catch(undefined),
  /** Set once the operator has been told that closing the window leaves the console in the tray. */
  closeExplained: z.boolean().catch(false),
  /** Until when every reminder was said, an environment at a time; see the use-cases' ReminderMarks. */
  remindedUntil: z.record(z.string().max(100), z.number()).catch({}),
  preferences: z.unknown().optional().transform(restorePreferences),
  views: z.unknown().optional().transform(restoreViews),
  snoozes: z.unknown().optional().transform(restoreSnoozes),
});
type Settings = z.infer<typeof Settings>;

export interface SettingsStore {
  read(): Settings;
  change(part: Partial<Settings>): void;
}

/** What the console remembers between starts. A file that does not parse counts as the defaults: nothing here is worth refusing to start. */
export function openSettings(folder: string): SettingsStore {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: "settings", clearInvalidConfig: true });
  // The store reads its file whenever it is asked, and every call to a server asks: nobody but this console writes it.
  let known: Settings | undefined;
  return {
    read: () => (known ??= Settings.parse(store.store)),
    change: (part) => {
      known = undefined;
      for (const [name, value] of Object.entries(part)) if (value !== undefined) store.set(name, value);
    },
  };
}
