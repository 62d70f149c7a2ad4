import { existsSync, readFileSync } from "node:fs";
import { buildConsole } from "./build-console.ts";
import { type ElectronRuntime, findElectron } from "./electron-binary.ts";
import { projectPath, projectRoot } from "./project-root.ts";
import { ensureSystemPackages } from "./system-packages.ts";

/** Everything a process launcher (ours, or Playwright's `_electron.launch`) needs to start the real console. */
export interface LaunchSpec {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

export type Launch = { kind: "ready"; spec: LaunchSpec } | { kind: "impossible"; reason: string };

/** Prepares system packages, runtime and build, and says how to start the console; or why it cannot be started here. */
export async function prepareLaunch(now: number): Promise<Launch> {
  const system = await ensureSystemPackages(["window"]);
  if (system.kind === "missing") return { kind: "impossible", reason: system.reason };
  const electron = await findElectron(now);
  if (electron.kind === "none") return { kind: "impossible", reason: electron.reason };
  await buildConsole();
  return { kind: "ready", spec: describeLaunch(electron, [projectRoot]) };
}

/** How that Electron is started with those arguments, inside the session it needs. */
function describeLaunch(electron: Exclude<ElectronRuntime, { kind: "none" }>, args: string[]): LaunchSpec {
  const isLinux = process.platform === "linux";
  return {
    executablePath: isLinux ? projectPath("scripts", "session", "electron.sh") : electron.executablePath,
    args: [...(isLinux ? linuxFlags() : []), "-r", projectPath("scripts", "session", "await-driver.cjs"), ...args],
    env: { ...ownEnvironment(), COUNTERSIGN_ELECTRON: electron.executablePath },
  };
}

function linuxFlags(): string[] {
  const sandbox = canSandbox() ? [] : ["--no-sandbox"];
  // A desktop that does not say its name makes Chromium choose no keychain at all, though one may well be there.
  const keychain =
    isHeadless() || process.env["XDG_CURRENT_DESKTOP"] === undefined ? ["--password-store=gnome-libsecret"] : [];
  return [...sandbox, ...(isHeadless() ? ["--disable-gpu"] : []), ...keychain];
}

/** Chromium's sandbox cannot run as root, nor where the system forbids ordinary users their own namespaces. */
function canSandbox(): boolean {
  return (
    process.getuid?.() !== 0 &&
    !isSet("apparmor_restrict_unprivileged_userns", "1") &&
    !isSet("unprivileged_userns_clone", "0")
  );
}

function isSet(name: string, value: string): boolean {
  const path = `/proc/sys/kernel/${name}`;
  return existsSync(path) && readFileSync(path, "utf8").trim() === value;
}

function isHeadless(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, DBUS_SESSION_BUS_ADDRESS } = process.env;
  return (DISPLAY ?? WAYLAND_DISPLAY) === undefined || DBUS_SESSION_BUS_ADDRESS === undefined;
}

/** The caller's environment without what npm and Node put there for this script alone. */
function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(npm_|NODE_OPTIONS$|ELECTRON_RUN_AS_NODE$|INIT_CWD$)/u.test(entry[0]),
    ),
  );
}
