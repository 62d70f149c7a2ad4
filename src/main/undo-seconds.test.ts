import { expect, test } from "vitest";
import { readUndoSeconds } from "./undo-seconds.ts";

test.each([
  ["0", 0],
  ["2.5", 2.5],
  ["600", 60],
  ["-1", undefined],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
])("an undo window given as %j is %j seconds", (text, seconds) => {
  expect(readUndoSeconds(text)).toBe(seconds);
});
