import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { discardHome } from "#test/canary/leftovers.ts";
import { launchSpec } from "./open-console.ts";
import { canMakeUsers, makeOrdinaryUser } from "./ordinary-user.ts";
import { type PolicyWatch, watchPolicy } from "./watch-policy.ts";

export interface SecureConsole {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Where this console keeps its files. */
  readonly home: string;
  readonly policy: PolicyWatch;
  readonly close: () => Promise<void>;
}

const START_MS = 40_000;

interface StartOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of the real keyring: how Chromium stores passwords. */
  readonly passwordStore?: string;
}

/** Starts apps as a person would: as an ordinary user, who is made for it where this runs as root. */
export interface SecureStarter {
  /** The folder of the console's own app. */
  readonly appFolder: string;
  readonly makeHome: () => string;
  /** How an app is started in a session of its own, whose keyring lives in that home. */
  readonly spec: (appFolder: string, options: StartOptions) => LaunchSpec;
  /** Takes user and files away. */
  readonly remove: () => void;
}

export function openSecureStarter(): SecureStarter {
  const base = launchSpec();
  const user = canMakeUsers() ? makeOrdinaryUser(base) : undefined;
  const homes: string[] = [];
  const makeHome = (): string => {
    const home = mkdtempSync(join(tmpdir(), "countersign-e2e-"));
    homes.push(home);
    return home;
  };
  return {
    appFolder: user?.appFolder ?? base.args.at(-1) ?? "",
    makeHome: user?.makeHome ?? makeHome,
    spec: (appFolder, { home, env = {}, passwordStore }) => {
      const own = { HOME: home, COUNTERSIGN_HOME: home, COUNTERSIGN_SESSION: "private", ...env };
      const spec = user?.launch(appFolder, own) ?? {
        ...base,
        args: [...base.args.slice(0, -1), appFolder],
        env: { ...base.env, ...own },
      };
      if (passwordStore === undefined) return spec;
      const others = spec.args.filter((flag) => !flag.startsWith("--password-store"));
      return { ...spec, args: [`--password-store=${passwordStore}`, ...others] };
    },
    remove: () => {
      user?.remove();
      for (const home of homes) discardHome(home);
    },
  };
}

/**
 * Starts the console with Chromium's sandbox on.
 *
 * @throws where the sandbox could be on and is not.
 */
export async function startSecureConsole(starter: SecureStarter, options: StartOptions): Promise<SecureConsole> {
  const { executablePath, args, env } = starter.spec(starter.appFolder, options);
  // Without `chromiumSandbox` the driver itself switches the sandbox off, and everything but /proc looks as if it were on.
  const chromiumSandbox = !args.includes("--no-sandbox");
  const app = await _electron.launch({ executablePath, args, env, chromiumSandbox, timeout: START_MS });
  const policy = watchPolicy(app);
  const page = await app.firstWindow();
  await page.waitForLoadState("load");
  if (canMakeUsers()) await assertSandboxed(app);
  return { app, page, home: options.home, policy, close: () => app.close() };
}

/** One console for all tests of a file; each begins with a page loaded anew. */
export async function openSecureConsole(): Promise<SecureConsole> {
  const starter = openSecureStarter();
  try {
    const opened = await startSecureConsole(starter, { home: starter.makeHome() });
    return { ...opened, close: () => opened.close().finally(starter.remove) };
  } catch (error) {
    starter.remove();
    throw error;
  }
}

/** What Linux knows of the console's processes: nothing that they could say of themselves. */
export async function readProcesses(app: ElectronApplication): Promise<{
  uid: number | undefined;
  browserArguments: string;
  renderers: { namespaces: number; seccomp: string | undefined }[];
}> {
  const { browser, uid, renderers } = await app.evaluate(({ app: electron }) => ({
    browser: process.pid,
    uid: process.getuid?.(),
    renderers: electron
      .getAppMetrics()
      .filter((metric) => metric.type === "Tab")
      .map((metric) => metric.pid),
  }));
  return {
    uid,
    browserArguments: readFileSync(`/proc/${browser}/cmdline`, "utf8"),
    renderers: renderers.map((pid) => {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return {
        // A process in namespaces of its own has one id in each of them; a sandbox that is off has one in all.
        namespaces: /^NSpid:\s+(.*)$/mu.exec(status)?.[1]?.split(/\s+/u).length ?? 0,
        seccomp: /^Seccomp:\s+(\d)$/mu.exec(status)?.[1],
      };
    }),
  };
}

async function assertSandboxed(app: ElectronApplication): Promise<void> {
  const { uid, browserArguments, renderers } = await readProcesses(app);
  const isOn = renderers.every(({ namespaces, seccomp }) => namespaces > 1 && seccomp === "2");
  if (uid === 0 || uid === undefined || browserArguments.includes("no-sandbox") || renderers.length === 0 || !isOn)
    throw new Error(`Chromium's sandbox is not on: ${JSON.stringify({ uid, renderers })}`);
}
