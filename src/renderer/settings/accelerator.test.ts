import { expect, test } from "vitest";
import { acceleratorOf, presentAccelerator } from "./accelerator.ts";

const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

test.each([
  [{ ...none, code: "KeyG", ctrlKey: true, shiftKey: true }, "Control+Shift+G"],
  [{ ...none, code: "Digit5", altKey: true }, "Alt+5"],
  [{ ...none, code: "F12", metaKey: true }, "Super+F12"],
])("%j is the shortcut %s", (keys, accelerator) => {
  expect(acceleratorOf(keys)).toBe(accelerator);
});

test.each([
  { ...none, code: "KeyG" },
  { ...none, code: "KeyG", shiftKey: true },
  { ...none, code: "ControlLeft", ctrlKey: true },
  { ...none, code: "Tab", altKey: true },
  { ...none, code: "Escape", ctrlKey: true },
])("%j is none: it would be missed everywhere else, or is not finished", (keys) => {
  expect(acceleratorOf(keys)).toBeUndefined();
});

test("it is shown as it stands on the keys", () => {
  expect(presentAccelerator("Control+Shift+G")).toBe("Ctrl + Shift + G");
});
