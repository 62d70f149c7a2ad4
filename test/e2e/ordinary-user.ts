import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { LaunchSpec } from "#scripts/launch-spec.ts";

const USER = "countersign-e2e";

/**
 * Makes an ordinary user, a copy of runtime and console that it may read, and a start for Playwright that runs as it.
 * Everything is taken away when the test ends. Needs root.
 */
export function launchAsOrdinaryUser(spec: LaunchSpec): LaunchSpec & { home: string } {
  const folder = mkdtempSync(join(tmpdir(), "cse-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  chmodSync(folder, 0o755);
  const { uid, gid } = makeUser();

  const dist = join(folder, "dist");
  run("cp", ["-a", dirname(spec.env["COUNTERSIGN_ELECTRON"] ?? ""), dist]);
  chmodSync(dist, 0o755);
  // What kernels without user namespaces need; elsewhere it changes nothing.
  chownSync(join(dist, "chrome-sandbox"), 0, 0);
  chmodSync(join(dist, "chrome-sandbox"), 0o4755);

  const app = join(folder, "app");
  const needed = [
    "out",
    "resources",
    "package.json",
    "scripts/session",
    "node_modules/@photostructure",
    "node_modules/node-gyp-build",
  ];
  for (const part of needed) cpSync(part, join(app, part), { recursive: true });

  const home = join(folder, "home");
  mkdirSync(home, { mode: 0o700 });
  chownSync(home, uid, gid);
  const start = join(folder, "start.sh");
  const session = join(app, "scripts", "session", "with-session.sh");
  const awaitDriver = join(app, "scripts", "session", "await-driver.cjs");
  const environment = `HOME=${home} USER=${USER} LOGNAME=${USER} COUNTERSIGN_HOME=${home} COUNTERSIGN_SESSION=private LANG=C.UTF-8 PATH=/usr/bin:/bin`;
  writeFileSync(
    start,
    `#!/bin/sh\ncd ${home}\nexec runuser -u ${USER} -- env -i ${environment} ${session} ${join(dist, "electron")} "$@"\n`,
    { mode: 0o755 },
  );
  return {
    executablePath: start,
    args: ["--disable-gpu", "--password-store=gnome-libsecret", "-r", awaitDriver, app],
    env: spec.env,
    home,
  };
}

function makeUser(): { uid: number; gid: number } {
  if (spawnSync("id", [USER]).status !== 0) {
    run("useradd", ["--no-create-home", "--shell", "/usr/sbin/nologin", USER]);
    onTestFinished(() => void spawnSync("userdel", [USER]));
  }
  return { uid: Number(run("id", ["-u", USER])), gid: Number(run("id", ["-g", USER])) };
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
