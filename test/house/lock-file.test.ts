import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectPath } from "#scripts/project-root.ts";

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}

const text = readFileSync(projectPath("package-lock.json"), "utf8");
const { packages } = JSON.parse(text) as { packages: Record<string, LockEntry> };
const manifest = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as Manifest;
const entries = Object.entries(packages).filter(([path]) => path !== "");

test("every entry of the lock file is pinned by a hash that nobody can forge", () => {
  expect(entries.length).toBeGreaterThan(500);
  expect(named(({ integrity = "" }) => !/^sha512-[A-Za-z0-9+/]{86}==$/u.test(integrity))).toEqual([]);
});

test("no entry says where it comes from: no address, no folder, no repository", () => {
  expect(named((entry) => entry.resolved !== undefined || entry.link === true)).toEqual([]);
  // Addresses stand where authors ask for money, and nowhere else.
  const hosts = text.matchAll(/"(?!url")([^"]*)": "(?:git\+|git:|file:|https?:)[^"]*"/gu);
  expect([...hosts].map(([line]) => line).filter((line) => !line.startsWith('"funding"'))).toEqual([]);
});

test("an install script runs only where somebody decided on it, and each decision is still about something", () => {
  const withScript = entries.filter(([, entry]) => entry.hasInstallScript === true).map(([path]) => nameOf(path));

  expect(Object.keys(manifest.allowScripts).toSorted()).toEqual([...new Set(withScript)].toSorted());
});

test("everything that we name ourselves is pinned exactly", () => {
  const named = { ...manifest.dependencies, ...manifest.devDependencies };

  expect(Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/u.test(version))).toEqual([]);
  expect(
    Object.entries(named).filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version),
  ).toEqual([]);
});

function named(isWrong: (entry: LockEntry) => boolean): string[] {
  return entries.filter(([, entry]) => isWrong(entry)).map(([path]) => path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}
