import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";
import { withoutGuard } from "./guard.ts";
import { guards } from "./guards.ts";

test.each(guards)("$name: its text is where it is taken out, and its test exists", (guard) => {
  const source = readFileSync(projectPath(guard.file), "utf8");
  expect(withoutGuard(guard, source)).not.toBe(source);
  expect(existsSync(projectPath(guard.test))).toBe(true);
});

test("each guard has a name of its own, and a text that is not there is an error", () => {
  expect(new Set(guards.map(({ name }) => name)).size).toBe(guards.length);
  const [guard] = guards;
  if (guard === undefined) throw new TypeError("There is no guard.");
  expect(() => withoutGuard(guard, "something else")).toThrow(/does not fit/u);
});
