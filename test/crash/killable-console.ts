import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { once } from "node:events";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { watchPolicy } from "#test/e2e/watch-policy.ts";
import type { DesktopSession } from "./desktop-session.ts";

/** The real console with its window, until somebody pulls the plug. */
export interface KillableConsole {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Sends SIGKILL to Electron's main process and waits until it is gone. */
  readonly kill9: () => Promise<void>;
  /** Ends it the ordinary way. */
  readonly close: () => Promise<void>;
}

const START_MS = 60_000;

/**
 * Starts the console in that session.
 *
 * @throws Error where it does not start, or where the process that would be killed is not Electron's main process.
 */
export async function launchConsole(
  spec: LaunchSpec,
  session: DesktopSession,
  env: Readonly<Record<string, string>>,
): Promise<KillableConsole> {
  const app = await _electron.launch({
    ...spec,
    env: { ...spec.env, ...session.env, ...env },
    timeout: START_MS,
  });
  try {
    return await takeHold(app);
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function takeHold(app: ElectronApplication): Promise<KillableConsole> {
  const policy = watchPolicy(app);
  const child = app.process();
  const exited = once(child, "exit");
  const pid = await app.evaluate(() => process.pid);
  if (child.pid !== pid)
    throw new Error(`The process that was started (${child.pid}) is not the console's main process (${pid}).`);
  const page = await app.firstWindow();
  await page.waitForLoadState("load");
  // By then the window has asked for all that it asks for by itself.
  const queue = page.getByRole("list", { name: "Waiting gates" });
  await queue.or(page.getByLabel("Server address")).first().waitFor({ state: "attached", timeout: START_MS });
  return {
    app,
    page,
    kill9: async () => {
      child.kill("SIGKILL");
      await exited;
      policy.assertNone();
    },
    close: async () => {
      await app.close();
      policy.assertNone();
    },
  };
}
