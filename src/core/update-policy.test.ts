import { expect, test } from "vitest";
import { blocksUpdate, isNewerVersion } from "./update-policy.ts";

test("a decision that can be undone, or is being sent, holds an update up; one that waits for a network does not", () => {
  const states = [
    "held",
    "withdrawn",
    "queued",
    "sending",
    "confirming",
    "delivered",
    "superseded",
    "expired",
    "parked",
  ] as const;
  expect(states.filter(blocksUpdate)).toEqual(["held", "sending", "confirming"]);
});

test.each([
  ["1.2.4", "1.2.3"],
  ["1.3.0", "1.2.9"],
  ["2.0.0", "1.99.99"],
  ["1.10.0", "1.9.0"],
])("%s is newer than %s", (offered, current) => {
  expect(isNewerVersion(offered, current)).toBe(true);
  expect(isNewerVersion(current, offered)).toBe(false);
});

test.each(["1.2.3", "1.2.3-beta.1", "1.3", "v1.3.0", "1.3.0+x", "", "999999999999999999999.0.0", "1.3.0 "])(
  "%j is not offered to whoever runs 1.2.3",
  (offered) => {
    expect(isNewerVersion(offered, "1.2.3")).toBe(false);
  },
);
