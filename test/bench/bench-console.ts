import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import type { ApiClient } from "@trigger.dev/core/v3";
import { mkdtemp, rm } from "node:fs/promises";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { tellConsole } from "#test/crash/ask-console.ts";
import { type DesktopSession, openDesktopSession } from "#test/crash/desktop-session.ts";
import { controlSandbox, type SandboxControl } from "#test/sandbox/control.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";

/** The real console over a sandbox in which that many gates wait. */
export interface BenchConsole {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly control: SandboxControl;
  /** The vendor's own client for the same server. */
  readonly api: () => ApiClient;
  /** The operator whom written gates have to accept. */
  readonly keyId: string;
  /**
   * Ends the console and starts it again with what it has on disk; milliseconds until the queue can be used. The undo
   * window is off unless the start is to leave it at its default.
   */
  readonly restart: (undo?: "default") => Promise<number>;
  /** Waits until every gate has been seen once since the start, and only ordinary looks are left. */
  readonly swept: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Two lists and a look, at most, in a tick of two seconds. */
const ORDINARY_CALLS = 8;
const LOOK_MS = 4_000;
const PATIENCE_MS = 60_000;
/** An operator's server is another machine: it answers from what these two cores have left, and takes none of it away. */
const SERVER_NICENESS = 10;

/** Opens a console whose every gate has been seen, undo off as in the main job. */
export async function openBenchConsole(spec: LaunchSpec, gates: number): Promise<BenchConsole> {
  const sandbox = await startSandbox({ args: ["--no-worker", "--gates", String(gates), "--rate-limit", "1000000"] });
  setPriority(sandbox.pid(), SERVER_NICENESS);
  const home = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  const session = await openDesktopSession(home, spec.env);
  const ready = sandbox.ready();
  const control = controlSandbox(ready);
  const own = { COUNTERSIGN_HOME: home, TRIGGER_API_URL: ready.url, TRIGGER_SECRET_KEY: ready.secretKey };
  const undoOff = { ...own, COUNTERSIGN_UNDO_SECONDS: "0" };
  let app = await launch(spec, session, undoOff);
  let page = await app.firstWindow();
  await page.getByRole("tab", { name: new RegExp(String(gates), "u") }).waitFor({ timeout: PATIENCE_MS });
  const { operator } = await tellConsole(page, "session.get", {});
  return {
    get app() {
      return app;
    },
    get page() {
      return page;
    },
    control,
    api: () => sandbox.api(),
    keyId: operator.keyId,
    restart: async (undo) => {
      await app.close();
      const startedAt = Date.now();
      app = await launch(spec, session, undo === "default" ? own : undoOff);
      page = await app.firstWindow();
      return (await firstRowAt(page)) - startedAt;
    },
    swept: async () => {
      do {
        await control.resetRequests();
        await sleep(LOOK_MS);
      } while ((await countCalls(control)) > ORDINARY_CALLS);
    },
    close: async () => {
      await app.close();
      await session.close();
      await sandbox.stop();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The instant of the first frame after a row came into the list; the window looks itself, since a driver looks seldom. */
async function firstRowAt(page: Page): Promise<number> {
  const shown = await page.waitForFunction(
    () => document.querySelector('[aria-label="Waiting gates"] li') !== null && Date.now(),
    undefined,
    { polling: "raf", timeout: PATIENCE_MS },
  );
  return Number(await shown.jsonValue());
}

/** Calls at the public API since they were last counted from nothing. */
export async function countCalls(control: SandboxControl): Promise<number> {
  return Object.entries(await control.requests())
    .filter(([route]) => !route.includes("/sandbox/"))
    .reduce((sum, [, count]) => sum + count, 0);
}

function launch(
  spec: LaunchSpec,
  session: DesktopSession,
  own: Readonly<Record<string, string>>,
): Promise<ElectronApplication> {
  return _electron.launch({ ...spec, env: { ...spec.env, ...session.env, ...own }, timeout: PATIENCE_MS });
}
