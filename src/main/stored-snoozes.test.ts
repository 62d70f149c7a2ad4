import { expect, test } from "vitest";
import { restoreSnoozes } from "./stored-snoozes.ts";

const snooze = { tokenId: "waitpoint_0000000000000001", until: 5, urgency: "high", deadline: 9, digest: "sha256-a" };

test.each([undefined, null, 7, "text", {}])("stored snoozes that are %j are none", (stored) => {
  expect(restoreSnoozes(stored)).toEqual([]);
});

test("a damaged snooze loses only itself", () => {
  const plain = { tokenId: "waitpoint_0000000000000002", until: 5, urgency: "normal" };
  expect(restoreSnoozes([snooze, { ...snooze, until: "soon" }, 7, { ...plain, tokenId: "../x" }, plain])).toEqual([
    snooze,
    plain,
  ]);
});
