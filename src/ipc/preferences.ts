import { z } from "zod";
import { Currency, Decimal } from "#core/decimal.ts";

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
});

/** What the operator has chosen on this computer, one object a section of the settings. */
export const Preferences = z.strictObject({
  appearance: AppearancePreferences,
  decisions: DecisionPreferences,
});
export type Preferences = z.infer<typeof Preferences>;
type PreferenceSection = keyof Preferences;

export const defaultPreferences: Preferences = {
  appearance: { theme: "system", contrast: "normal", zoom: 100, motion: "system", language: "system" },
  decisions: { undoSeconds: 5, limits: [] },
};

/** Some values of some sections; whatever is not named stays. */
export const PreferenceChange = z.strictObject({
  appearance: AppearancePreferences.partial().optional(),
  decisions: DecisionPreferences.partial().optional(),
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
