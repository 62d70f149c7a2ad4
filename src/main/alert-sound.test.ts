import { expect, test } from "vitest";
import type { Alert } from "#core/alert.ts";
import { defaultPreferences } from "#ipc/preferences.ts";
import { soundOf } from "./alert-sound.ts";

const notice = (urgency: Alert["urgency"], urgent = true) => ({
  title: "",
  body: "",
  urgent,
  about: [{ kind: "new" as const, tokenId: "waitpoint_aaaaaaaaaaaa", urgency }],
});
const { alerts } = defaultPreferences;

test("unless asked otherwise only a critical gate is heard", () => {
  expect(soundOf(notice("critical"), alerts)).toEqual({ critical: true, volume: 60 });
  expect(soundOf(notice("high"), alerts)).toBeUndefined();
  expect(soundOf(notice("critical", false), alerts)).toBeUndefined();
});

test("everything is heard where the operator wants it, and nothing at no volume", () => {
  expect(soundOf(notice("normal", false), { sound: "all", volume: 10 })).toEqual({ critical: false, volume: 10 });
  expect(soundOf(notice("critical"), { sound: "all", volume: 0 })).toBeUndefined();
  expect(soundOf(notice("critical"), { sound: "off", volume: 60 })).toBeUndefined();
});

test("what the console says of itself makes no sound", () => {
  expect(soundOf({ ...notice("normal"), about: [] }, { sound: "all", volume: 60 })).toBeUndefined();
});
