import { expect, test } from "vitest";
import { mutedUntil } from "./mute.ts";

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

test("a mute ends after an hour, or at eight in the morning of the next day", () => {
  expect(mutedUntil("hour", at(25, 14, 30))).toBe(at(25, 15, 30));
  expect(mutedUntil("until-tomorrow", at(25, 14, 30))).toBe(at(26, 8));
  expect(mutedUntil("until-tomorrow", at(25, 1))).toBe(at(26, 8));
  expect(mutedUntil("no-longer", at(25, 14))).toBe(0);
});
