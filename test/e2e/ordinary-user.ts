import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LaunchSpec } from "#scripts/launch-spec.ts";
import { discardHome } from "#test/canary/leftovers.ts";

/** A user of this machine without rights, and what it needs to start our apps: Chromium's sandbox does not run for root. */
export interface OrdinaryUser {
  /** The console's folder, as this user may read it. */
  readonly appFolder: string;
  /** How this user starts the app in that folder, with these variables and no others of ours. */
  readonly launch: (appFolder: string, env: Readonly<Record<string, string>>) => LaunchSpec;
  /** A folder of this user's own. */
  readonly makeHome: () => string;
  /** Takes user and files away. */
  readonly remove: () => void;
}

/** Makes an ordinary user and a copy of runtime and console that it may read. Needs root, see {@link canMakeUsers}. */
export function makeOrdinaryUser(spec: LaunchSpec): OrdinaryUser {
  const folder = mkdtempSync(join(tmpdir(), "cse-"));
  chmodSync(folder, 0o755);
  // Of this process alone: another run beside it makes and removes its own.
  const user = `countersign-e2e-${process.pid}`;
  run("useradd", ["--no-create-home", "--shell", "/usr/sbin/nologin", user]);
  const [uid, gid] = [Number(run("id", ["-u", user])), Number(run("id", ["-g", user]))];

  const dist = join(folder, "dist");
  run("cp", ["-a", dirname(spec.env["COUNTERSIGN_ELECTRON"] ?? ""), dist]);
  chmodSync(dist, 0o755);
  // What kernels without user namespaces need; elsewhere it changes nothing.
  chownSync(join(dist, "chrome-sandbox"), 0, 0);
  chmodSync(join(dist, "chrome-sandbox"), 0o4755);
  const appFolder = join(folder, "app");
  for (const part of NEEDED) cpSync(part, join(appFolder, part), { recursive: true });

  const homes: string[] = [];
  let made = 0;
  return {
    appFolder,
    launch: (app, env) => {
      const start = join(folder, `start-${(made += 1)}.sh`);
      const session = join(appFolder, "scripts", "session", "with-session.sh");
      const variables = Object.entries({ USER: user, LOGNAME: user, LANG: "C.UTF-8", PATH: "/usr/bin:/bin", ...env });
      const assignments = variables.map(([name, value]) => `${name}=${quoted(value)}`).join(" ");
      writeFileSync(
        start,
        `#!/bin/sh\ncd /\nexec runuser -u ${user} -- env -i ${assignments} ${session} ${join(dist, "electron")} "$@"\n`,
        { mode: 0o755 },
      );
      const awaitDriver = join(appFolder, "scripts", "session", "await-driver.cjs");
      return {
        executablePath: start,
        args: ["--disable-gpu", "--password-store=gnome-libsecret", "-r", awaitDriver, app],
        env: spec.env,
      };
    },
    makeHome: () => {
      const home = join(folder, `home-${(made += 1)}`);
      mkdirSync(home, { mode: 0o700 });
      chownSync(home, uid, gid);
      homes.push(home);
      return home;
    },
    remove: () => {
      spawnSync("userdel", [user]);
      for (const home of homes) discardHome(home);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const NEEDED = [
  "out",
  "resources",
  "package.json",
  "scripts/session",
  "node_modules/@photostructure",
  "node_modules/node-gyp-build",
];

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return stdout.trim();
}

/** True where a test may make users: root on Linux, with the tools for it. */
export function canMakeUsers(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/sbin/useradd");
}
