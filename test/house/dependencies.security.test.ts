import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}
const lock = JSON.parse(readFileSync(projectPath("package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};
const manifest = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as Record<string, unknown> & {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

test("dependency confusion (Teams): every package is pinned by version and by hash, and none comes from an address of its own", () => {
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version))).toEqual([]);
  const installed = Object.entries(lock.packages).filter(([path]) => path !== "");
  expect(installed.length).toBeGreaterThan(500);
  expect(installed.filter(([, { integrity, link }]) => integrity === undefined && link !== true)).toEqual([]);
  expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test("Electron is pinned, and is the one that the lock holds", () => {
  expect(lock.packages["node_modules/electron"]?.version).toBe(manifest.devDependencies["electron"]);
  expect(Number.parseInt(manifest.devDependencies["electron"] ?? "", 10)).toBeGreaterThanOrEqual(45);
});
