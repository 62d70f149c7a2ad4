import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { forbiddenSwitches } from "#main/start-guards.ts";
import { runCommand } from "#scripts/run-command.ts";
import { type Desktop, openDesktop } from "./desktop.ts";

const { installed } = inject("packaged");
const countersign = join(installed, "countersign");
let desktop: Desktop;

beforeAll(async () => {
  desktop = await openDesktop();
});
afterAll(() => desktop.close());

test("at least twenty switches are refused", () => {
  expect(forbiddenSwitches.size).toBeGreaterThanOrEqual(20);
});

test.each([...forbiddenSwitches])("an installed console does not start with --%s, on a real desktop", async (name) => {
  const home = desktop.makeHome();

  const started = await desktop.run(countersign, [`--${name}=0`], { env: { COUNTERSIGN_HOME: home } });

  expect(started).toMatchObject({ code: 1, stderr: expect.stringContaining(`does not start with --${name}.`) });
  expect(started.stderr).not.toMatch(/(DevTools|Debugger) listening/u);
  expect(existsSync(join(home, "data"))).toBe(false);
});

test("an installed console does not start where its connections' keys would be written down", async () => {
  const home = desktop.makeHome();

  const started = await desktop.run(countersign, [], {
    env: { COUNTERSIGN_HOME: home, SSLKEYLOGFILE: join(home, "keys") },
  });

  expect(started).toMatchObject({ code: 1, stderr: expect.stringContaining("SSLKEYLOGFILE") });
});

test.runIf(process.getuid?.() === 0)("an installed console refuses root", async () => {
  const home = desktop.makeHome();
  const env = { PATH: "/usr/bin:/bin", COUNTERSIGN_HOME: home };

  // Without the switch Chromium itself ends at once, before any word of ours.
  const bare = await runCommand(countersign, [], { env, timeoutMs: 15_000 });
  const forced = await runCommand(countersign, ["--no-sandbox"], { env, timeoutMs: 15_000 });

  expect(bare.code).not.toBe(0);
  expect(bare.code).not.toBe(124);
  expect(forced).toMatchObject({ code: 1, stderr: expect.stringContaining("does not run as root") });
  expect(existsSync(join(home, "data"))).toBe(false);
});
