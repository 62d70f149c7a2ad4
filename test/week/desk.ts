import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Operator } from "#core/operators.ts";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { openDesktopSession } from "#test/crash/desktop-session.ts";
import { type KillableConsole, launchConsole } from "#test/crash/killable-console.ts";
import type { OperatorName } from "./planned-requests.ts";
import type { WeekEnvironment } from "./week-environment.ts";

/** One operator with a computer: a console over several lives, its files, its key and its keychain. */
export interface Desk {
  readonly name: OperatorName;
  /** The line for `operators.json`, as the window shows it. */
  readonly operator: Operator;
  current(): KillableConsole;
  /** Ends main with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again, with that many seconds to undo a decision; its keys come from the keychain. */
  restart(undoSeconds: number): Promise<void>;
  readonly close: () => Promise<void>;
}

const CONNECT_MS = 60_000;
/** Decisions are held for a moment first, as an operator's are. */
const UNDO_SECONDS = 1;

interface DeskPlan {
  readonly name: OperatorName;
  readonly spec: LaunchSpec;
  /** Where its files go. */
  readonly folder: string;
  readonly environments: readonly WeekEnvironment[];
}

/** Opens a console for the first time and connects it to every environment, by its forms. */
export async function openDesk({ name, spec, folder, environments }: DeskPlan): Promise<Desk> {
  const home = join(folder, name);
  await mkdir(home);
  const session = await openDesktopSession(home, spec.env);
  const start = (undoSeconds: number): Promise<KillableConsole> =>
    launchConsole(spec, session, { COUNTERSIGN_HOME: home, COUNTERSIGN_UNDO_SECONDS: String(undoSeconds) });
  let current: KillableConsole | undefined;
  const close = async (): Promise<void> => {
    await current?.close();
    await session.close();
  };
  try {
    current = await start(UNDO_SECONDS);
    const operator = await connectAll(current, name, environments);
    const running = (): KillableConsole => {
      if (current === undefined) throw new Error(`${name}'s console is not running.`);
      return current;
    };
    return {
      name,
      operator,
      current: running,
      kill: () => running().kill9(),
      restart: async (undoSeconds) => {
        current = await start(undoSeconds);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connectAll(
  { page }: KillableConsole,
  name: OperatorName,
  environments: readonly WeekEnvironment[],
): Promise<Operator> {
  await page.getByLabel("Your name").fill(name);
  const [first, ...others] = environments;
  if (first === undefined) throw new Error("There is no environment to connect to.");
  await fillAndConnect(page, first);
  await page.getByRole("list", { name: "Waiting gates" }).waitFor({ state: "attached", timeout: CONNECT_MS });
  for (const environment of others) {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Environments" }).click();
    await page.getByRole("button", { name: "Connect another environment" }).click();
    const form = page.getByRole("region", { name: "Connect another environment" });
    await fillAndConnect(form, environment);
    await form.waitFor({ state: "detached", timeout: CONNECT_MS });
    await page.keyboard.press("Escape");
  }
  await page.getByRole("button", { name: `Operator ${name}` }).click();
  const line = await page.getByLabel("Line for operators.json").innerText();
  await page.keyboard.press("Escape");
  return Operator.parse(JSON.parse(line));
}

async function fillAndConnect(
  form: Pick<KillableConsole["page"], "getByLabel" | "getByRole">,
  { name, sandbox }: WeekEnvironment,
) {
  const { url, secretKey } = sandbox.ready();
  await form.getByLabel("Server address").fill(url);
  await form.getByLabel("Secret key", { exact: true }).fill(secretKey);
  await form.getByLabel("Environment name").fill(name);
  await form.getByRole("button", { name: "Test and connect" }).click();
}
