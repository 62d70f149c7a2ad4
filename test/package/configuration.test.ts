import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { FUSES } from "#scripts/packaging/fuses.ts";
import { validateConfiguration } from "#scripts/packaging/other-targets.ts";
import { projectPath } from "#scripts/project-root.ts";

test("the configuration is right for Linux, macOS and Windows, and says what each needs", async () => {
  const config = await validateConfiguration();

  expect(config).toMatchObject({
    asar: true,
    publish: null,
    linux: { target: ["dir", "AppImage"] },
    mac: { target: ["dmg", "zip"], hardenedRuntime: true },
    win: { target: ["nsis"] },
    nsis: { perMachine: true },
    protocols: [{ schemes: ["countersign"] }],
  });
});

test("a build without our script flips the same fuses, but the one that its tool does not know", async () => {
  const { electronFuses } = await validateConfiguration();

  const known = FUSES.filter(({ name }) => name !== "WasmTrapHandlers");
  expect(electronFuses).toEqual(Object.fromEntries(known.map(({ name, on }) => [firstSmall(name), on])));
});

test("under macOS's hardened runtime the app may compile at run time, and nothing else", () => {
  const entitlements = readFileSync(projectPath("resources", "mac", "entitlements.plist"), "utf8");

  expect([...entitlements.matchAll(/<key>(.*?)<\/key>/gu)].map(([, key]) => key)).toEqual([
    "com.apple.security.cs.allow-jit",
  ]);
});

test("what is configured and not built is named, with the reason", () => {
  const { notBuilt } = inject("packaged").report;

  expect(notBuilt.map(({ target }) => target)).toEqual(
    expect.arrayContaining(["macOS dmg and zip", "Windows installer"]),
  );
  expect(notBuilt.every(({ why }) => why !== "")).toBe(true);
});

function firstSmall(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
