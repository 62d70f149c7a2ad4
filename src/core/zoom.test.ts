import { expect, test } from "vitest";
import { nextZoom } from "./zoom.ts";

test.each([
  [100, "in", 110],
  [100, "out", 90],
  [103, "in", 110],
  [103, "out", 100],
  [300, "in", 300],
  [50, "out", 50],
] as const)("%i %% zoomed %s is %i %%", (percent, direction, expected) => {
  expect(nextZoom(percent, direction)).toBe(expected);
});
