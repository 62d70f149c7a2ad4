import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";

const page = readFileSync(projectPath("docs", "security.md"), "utf8");
const scripts = (JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as { scripts: Record<string, string> })
  .scripts;

interface Row {
  readonly section: string;
  readonly cells: readonly string[];
}

/** Rows of every table, heads left out. */
const rows: readonly Row[] = page.split(/^## /mu).flatMap((text) => {
  const [section = ""] = text.split("\n");
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => ({
    section,
    cells: line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  }));
});

/** Rules that the page itself says nobody keeps yet. */
const NOT_YET = ["Fuses"];

test("the page has the twenty points of Electron's list, each once and in order", () => {
  const numbers = rows
    .filter(({ section }) => section.startsWith("The window"))
    .map(({ cells: [number = ""] }) => Number(number));
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test("every rule names a test, and every test it names exists", () => {
  expect(rows.length).toBeGreaterThan(50);
  for (const { section, cells } of rows) {
    const named = [...(cells.at(-1) ?? "").matchAll(/`([^`]+)`/gu)].map(([, name]) => name ?? "");
    const files = named.filter((name) => /^(?:src|test|trigger|scripts)\//u.test(name));
    const commands = named.flatMap((name) => /^npm run ([\w:-]+)/u.exec(name)?.[1] ?? []);
    const isPending = NOT_YET.some((rule) => cells.includes(rule));
    expect(files.length + commands.length > 0 || isPending, `${section}: ${cells.join(" | ")}`).toBe(true);
    expect(files.filter((name) => !existsSync(projectPath(name)))).toEqual([]);
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
  }
});

test("every regression test of a known attack is on the page", () => {
  for (const file of [
    "src/main/known-attacks.security.test.ts",
    "test/e2e/known-attacks.security.test.ts",
    "test/web/markdown.security.test.ts",
    "test/house/dependencies.security.test.ts",
  ])
    expect(page).toContain(file);
});
