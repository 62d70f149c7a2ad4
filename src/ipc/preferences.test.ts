import { expect, test } from "vitest";
import { changePreferences, defaultPreferences, PreferenceChange, restorePreferences } from "./preferences.ts";

test.each([undefined, null, "text", 7, [], { appearance: null, decisions: "none" }])(
  "what is no settings file (%j) reads as the defaults",
  (stored) => {
    expect(restorePreferences(stored)).toEqual(defaultPreferences);
  },
);

test("a damaged value takes its default and leaves the others as they were", () => {
  const stored = {
    appearance: { theme: "dark", zoom: "big", motion: "reduced", planted: 1 },
    decisions: { undoSeconds: 3600 },
    elsewhere: {},
  };
  expect(restorePreferences(stored)).toEqual({
    appearance: { ...defaultPreferences.appearance, theme: "dark", motion: "reduced" },
    decisions: defaultPreferences.decisions,
    alerts: defaultPreferences.alerts,
    privacy: defaultPreferences.privacy,
  });
});

test("a change touches only what it names", () => {
  const dark = changePreferences(defaultPreferences, { appearance: { theme: "dark" } });
  expect(changePreferences(dark, { decisions: { undoSeconds: 10 } })).toEqual({
    ...defaultPreferences,
    appearance: { ...defaultPreferences.appearance, theme: "dark" },
    decisions: { ...defaultPreferences.decisions, undoSeconds: 10 },
    privacy: defaultPreferences.privacy,
  });
});

test.each([
  { appearance: { theme: "plaid" } },
  { appearance: { zoom: 20 } },
  { appearance: { zoom: 100.5 } },
  { decisions: { undoSeconds: -1 } },
  { decisions: { undoSeconds: 61 } },
  { decisions: { planted: true } },
  { decisions: { limits: [{ currency: "EUR", amount: "1e9" }] } },
  { decisions: { limits: [{ currency: "EUR", amount: "-1" }] } },
  { decisions: { limits: [{ currency: "euro", amount: "1000" }] } },
  { alerts: { volume: 101 } },
  { alerts: { quietHours: { on: true, from: "25:00", to: "08:00", days: [1] } } },
  { alerts: { quietHours: { on: true } } },
  { privacy: { forgetKeys: "yes" } },
  { planted: {} },
])("%j is no change that the settings take", (change) => {
  expect(PreferenceChange.safeParse(change).success).toBe(false);
});
