import { expect, test } from "vitest";
import { attentionFor, badgeFor } from "./presence.ts";

test("macOS and Linux count on the icon, Windows draws a picture over it", () => {
  expect([badgeFor("darwin", 12), badgeFor("linux", 0)]).toEqual([
    { way: "count", count: 12 },
    { way: "count", count: 0 },
  ]);
  expect([0, 1, 9, 10, 400].map((waiting) => badgeFor("win32", waiting))).toEqual(
    [undefined, "1", "9", "more", "more"].map((picture) => ({ way: "overlay", picture })),
  );
});

test("only what is urgent draws the eye: a bounce on macOS, a flash elsewhere", () => {
  const urgent = { urgent: true, critical: false };
  const critical = { urgent: true, critical: true };
  expect([attentionFor("darwin", urgent), attentionFor("darwin", critical)]).toEqual([
    "bounce-once",
    "bounce-until-seen",
  ]);
  expect([attentionFor("win32", critical), attentionFor("linux", urgent)]).toEqual(["flash", "flash"]);
  expect(attentionFor("linux", { urgent: false, critical: false })).toBe("none");
});
