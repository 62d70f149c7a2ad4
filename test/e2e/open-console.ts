import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { discardHome } from "#test/canary/leftovers.ts";
import { type PolicyWatch, watchPolicy } from "./watch-policy.ts";

export interface OpenedConsole {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  readonly policy: PolicyWatch;
}

interface OpenOptions {
  home?: string;
  env?: Record<string, string>;
  /** For the console itself, after its folder. */
  args?: string[];
  /** The test makes its page break the policy on purpose; any other test fails where it does. */
  breaksPolicy?: true;
}

const START_MS = 30_000;

/** How consoles are started here. @throws where this machine cannot start one; `npm test` counts such tests as skipped. */
export function launchSpec(): LaunchSpec {
  const launch = inject("launch");
  if (launch.kind === "impossible") throw new Error(launch.reason);
  return launch.spec;
}

/** A folder of this test's own for a console's files; removed when the test ends. */
export async function makeHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  onTestFinished(() => discardHome(home));
  return home;
}

/**
 * Starts the real Electron in a session of its own; it is closed when the test ends, and the test fails where the window
 * broke its own policy meanwhile.
 */
async function launchApp(
  options: OpenOptions = {},
): Promise<{ app: ElectronApplication; home: string; policy: PolicyWatch }> {
  const { executablePath, args, env } = launchSpec();
  const home = options.home ?? (await makeHome());
  const app = await _electron.launch({
    executablePath,
    args: [...args, ...(options.args ?? [])],
    env: { ...env, COUNTERSIGN_SESSION: "private", COUNTERSIGN_HOME: home, ...options.env },
    timeout: START_MS,
  });
  const policy = watchPolicy(app);
  onTestFinished(async () => {
    await app.close();
    if (options.breaksPolicy !== true) policy.assertNone();
  });
  return { app, home, policy };
}

/** Starts the console and waits for its window. */
export async function openConsole(options: OpenOptions = {}): Promise<OpenedConsole> {
  const { app, home, policy } = await launchApp(options);
  const page = await app.firstWindow();
  await page.waitForLoadState("load");
  return { app, page, home, policy };
}

/** Loads the page once more with a listener in front of everything, and gives the reports it collects. */
export async function collectViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { violationsSeen: seen });
    document.addEventListener("securitypolicyviolation", (event) => {
      seen.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  await page.reload();
  await page.waitForLoadState("load");
  return () => page.evaluate(() => (globalThis as unknown as { violationsSeen: string[] }).violationsSeen);
}
