import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectPath } from "#scripts/project-root.ts";
import { type CommandResult, runCommand } from "#scripts/run-command.ts";

/** An ordinary person's desktop: a display, a session bus and a keyring, without any privilege. */
export interface Desktop {
  /** Runs a command there to its end, or for so long; code 124 says that it still ran. */
  readonly run: (command: string, args: readonly string[], options?: RunOptions) => Promise<CommandResult>;
  /** Starts a command there and leaves it running; it is ended with the desktop. */
  readonly start: (command: string, args: readonly string[], env: Record<string, string>) => ChildProcess;
  /** A new folder that belongs to the person. */
  readonly makeHome: () => string;
  readonly close: () => Promise<void>;
}

interface RunOptions {
  readonly env?: Record<string, string>;
  readonly timeoutMs?: number;
}

const PERSON = "countersign-package";
const OPENS_WITHIN_MS = 20_000;
const ENDS_WITHIN_MS = 20_000;
const isRoot = process.getuid?.() === 0;

/** Opens the desktop of a person made for it; where the tests are not root, of whoever runs them. */
export async function openDesktop(): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), "csp-"));
  chmodSync(folder, 0o755);
  const owner = isRoot ? makePerson() : undefined;
  const children: ChildProcess[] = [];

  function makeHome(): string {
    const home = mkdtempSync(join(folder, "home-"));
    if (owner !== undefined) chownSync(home, owner.uid, owner.gid);
    return home;
  }
  function asPerson(env: Record<string, string>, command: string, args: readonly string[]): [string, string[]] {
    const bare = ["-i", ...Object.entries(env).map(([name, value]) => `${name}=${value}`), command, ...args];
    return isRoot ? ["runuser", ["-u", PERSON, "--", "env", ...bare]] : ["env", bare];
  }
  function start(command: string, args: readonly string[], env: Record<string, string>): ChildProcess {
    const [program, list] = asPerson(env, command, args);
    const child = spawn(program, list, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], detached: true });
    children.push(child);
    return child;
  }

  const sessionHome = makeHome();
  const written = join(sessionHome, "environment");
  cpSync(projectPath("scripts", "session"), join(folder, "session"), { recursive: true });
  spawnSync("chmod", ["-R", "a+rX", join(folder, "session")]);
  const leaveWord = `env > '${written}.draft' && mv '${written}.draft' '${written}' && exec sleep 3600`;
  start(join(folder, "session", "with-session.sh"), ["sh", "-c", leaveWord], {
    HOME: sessionHome,
    USER: PERSON,
    COUNTERSIGN_HOME: sessionHome,
    COUNTERSIGN_SESSION: "private",
    LANG: "C.UTF-8",
    PATH: "/usr/bin:/bin",
  });
  await waitForFile(written);
  const session = Object.fromEntries(
    readFileSync(written, "utf8")
      .split("\n")
      .filter((line) => /^(DISPLAY|XAUTHORITY|DBUS_|XDG_|HOME|TMPDIR|LANG|PATH|USER)/u.test(line))
      .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

  return {
    makeHome,
    run: (command, args, { env = {}, timeoutMs = 15_000 } = {}) =>
      runCommand(...asPerson({ ...session, ...env }, command, args), { cwd: folder, timeoutMs }),
    start: (command, args, env) => start(command, args, { ...session, ...env }),
    close: async () => {
      for (const { pid } of children.toReversed()) endGroup(pid);
      if (isRoot) await removePerson();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

async function waitForFile(path: string): Promise<void> {
  const until = Date.now() + OPENS_WITHIN_MS;
  while (!existsSync(path)) {
    if (Date.now() > until) throw new Error("The desktop did not open.");
    await sleep(50);
  }
}

function makePerson(): { uid: number; gid: number } {
  if (spawnSync("id", [PERSON]).status !== 0) {
    const made = spawnSync("useradd", ["--no-create-home", "--shell", "/usr/sbin/nologin", PERSON], {
      encoding: "utf8",
    });
    if (made.status !== 0) throw new Error(`No ordinary person could be made: ${made.stderr}`);
  }
  const id = (flag: string): number => Number(spawnSync("id", [flag, PERSON], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

/** Nobody is removed who still runs something, and what was told to end takes its moment. */
async function removePerson(): Promise<void> {
  const until = Date.now() + ENDS_WITHIN_MS;
  while (spawnSync("userdel", [PERSON]).status !== 0) {
    if (Date.now() > until) throw new Error(`What ${PERSON} had started did not end.`);
    await sleep(100);
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}
