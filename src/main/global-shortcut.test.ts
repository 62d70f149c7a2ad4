import { expect, test } from "vitest";
import { createGlobalShortcut } from "./global-shortcut.ts";

/** The shortcuts of a system on which another program has Ctrl+Alt+T. */
function openShortcut() {
  const registered = new Set<string>();
  let pressed = 0;
  const shortcut = createGlobalShortcut(
    {
      register: (accelerator) => {
        if (accelerator === "nonsense") throw new TypeError("conversion failure");
        if (accelerator === "Control+Alt+T" || registered.has(accelerator)) return false;
        registered.add(accelerator);
        return true;
      },
      unregister: (accelerator) => void registered.delete(accelerator),
    },
    () => (pressed += 1),
  );
  return { shortcut, registered, pressed: () => pressed };
}

test("a new shortcut takes the old one's place, and none gives it up", () => {
  const { shortcut, registered } = openShortcut();
  expect(shortcut.change("Control+Alt+C")).toBe("Control+Alt+C");
  expect(shortcut.change("Control+Alt+G")).toBe("Control+Alt+G");
  expect([...registered]).toEqual(["Control+Alt+G"]);
  expect(shortcut.change("")).toBe("");
  expect([...registered]).toEqual([]);
});

test("one that another program has is refused, and the one from before stays in force", () => {
  const { shortcut, registered } = openShortcut();
  shortcut.change("Control+Alt+C");
  expect(shortcut.change("Control+Alt+T")).toBe("Control+Alt+C");
  expect(shortcut.problem()).toEqual({ accelerator: "Control+Alt+T", cause: "taken" });
  expect(shortcut.change("nonsense")).toBe("Control+Alt+C");
  expect(shortcut.problem()?.cause).toBe("not-a-shortcut");
  expect([...registered]).toEqual(["Control+Alt+C"]);
  shortcut.change("Control+Alt+G");
  expect(shortcut.problem()).toBeUndefined();
});
