import { z } from "zod";
import { Currency, Decimal } from "#core/decimal.ts";
import { QuietHours } from "#core/quiet-hours.ts";

/** How the window looks. `system` follows what the operating system says. */
const AppearancePreferences = z.strictObject({
  theme: z.enum(["system", "light", "dark"]),
  contrast: z.enum(["normal", "more"]),
  /** Size of everything in the window, in percent. */
  zoom: z.int().min(50).max(300),
  motion: z.enum(["system", "reduced"]),
  language: z.enum(["system", "en", "de"]),
});

/** What a decision goes through before it is sent. */
const DecisionPreferences = z.strictObject({
  /** How long a decision can be undone, seconds; 0 sends at once. */
  undoSeconds: z.int().min(0).max(60),
  /** Above these, each in its own currency, the amount is typed to approve it. */
  limits: z.array(z.strictObject({ currency: Currency, amount: Decimal.regex(/^\d/u, "is below zero") })).max(50),
  /** Approvals that took less than this on the card, as a rule, are remarked on; seconds, 0 for never. */
  hastySeconds: z.int().min(0).max(60),
});

/** What is told without being asked for, and how. */
const AlertPreferences = z.strictObject({
  quietHours: QuietHours,
  /** Nothing is told until then, milliseconds since 1970; a past instant is no mute. */
  mutedUntil: z.number().min(0),
  /** Title and amount in notifications, which others may see too. */
  details: z.boolean(),
  sound: z.enum(["off", "critical", "all"]),
  /** Percent. */
  volume: z.int().min(0).max(100),
  /** Brings the window to the front from anywhere, in Electron's spelling; empty for none. */
  shortcut: z.string().max(60),
});

/** What others on this computer or on a shared screen get to see, and what stays when the console ends. */
const PrivacyPreferences = z.strictObject({
  /** The window is left out of screenshots and shared screens, where the system can do that. */
  hideFromCapture: z.boolean(),
  /** Environments' keys are kept in memory alone and asked for at each start. */
  forgetKeys: z.boolean(),
});

/** What the operator has chosen on this computer, one object a section of the settings. */
export const Preferences = z.strictObject({
  appearance: AppearancePreferences,
  decisions: DecisionPreferences,
  alerts: AlertPreferences,
  privacy: PrivacyPreferences,
});
export type Preferences = z.infer<typeof Preferences>;
type PreferenceSection = keyof Preferences;

export const defaultPreferences: Preferences = {
  appearance: { theme: "system", contrast: "normal", zoom: 100, motion: "system", language: "system" },
  decisions: { undoSeconds: 5, limits: [], hastySeconds: 3 },
  alerts: {
    quietHours: { on: false, from: "18:00", to: "08:00", days: [1, 2, 3, 4, 5] },
    mutedUntil: 0,
    details: false,
    sound: "critical",
    volume: 60,
    shortcut: "",
  },
  privacy: { hideFromCapture: false, forgetKeys: false },
};

/** Some values of some sections; whatever is not named stays. */
export const PreferenceChange = z.strictObject({
  appearance: AppearancePreferences.partial().optional(),
  decisions: DecisionPreferences.partial().optional(),
  alerts: AlertPreferences.partial().optional(),
  privacy: PrivacyPreferences.partial().optional(),
});
export type PreferenceChange = z.infer<typeof PreferenceChange>;

/** Reads what the disk holds value by value: one that is missing or damaged takes its default, the others stay. */
export function restorePreferences(stored: unknown): Preferences {
  const sections = Object.keys(Preferences.shape) as PreferenceSection[];
  const restored = sections.map((section) => [
    section,
    restoreSection(Preferences.shape[section].shape, defaultPreferences[section], memberOf(stored, section)),
  ]);
  return Preferences.parse(Object.fromEntries(restored));
}

/** The preferences after a change. */
export function changePreferences(before: Preferences, change: PreferenceChange): Preferences {
  const sections = Object.keys(Preferences.shape) as PreferenceSection[];
  const changed = sections.map((section) => [section, { ...before[section], ...withoutUndefined(change[section]) }]);
  return Preferences.parse(Object.fromEntries(changed));
}

function restoreSection(shape: Readonly<Record<string, z.ZodType>>, defaults: object, stored: unknown): object {
  const entries = Object.entries(shape).map(([name, schema]) => {
    const value = schema.safeParse(memberOf(stored, name));
    return [name, value.success ? value.data : memberOf(defaults, name)];
  });
  return Object.fromEntries(entries);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function withoutUndefined(change: object | undefined): object {
  return Object.fromEntries(Object.entries(change ?? {}).filter(([, value]) => value !== undefined));
}
