import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { announce } from "./progress.ts";
import { runCommand } from "./run-command.ts";

/** What a step needs from the system. `window` runs Electron, `desktop` watches what it does, `browser` is Chromium. */
export type SystemNeed = "window" | "desktop" | "browser";

export type SystemPackages =
  | { kind: "ready" }
  | { kind: "missing"; packages: string[]; installLine: string; reason: string };

type Proof = { library: string } | { command: string };

interface SystemPackage {
  name: string;
  need: SystemNeed;
  proof: Proof;
}

// Detection looks for the thing itself, not for a package of that name: other distributions, and later Debians, name them otherwise.
const SYSTEM_PACKAGES: SystemPackage[] = [
  { name: "xvfb", need: "window", proof: { command: "Xvfb" } },
  { name: "xauth", need: "window", proof: { command: "xauth" } },
  { name: "dbus", need: "window", proof: { command: "dbus-run-session" } },
  { name: "gnome-keyring", need: "window", proof: { command: "gnome-keyring-daemon" } },
  { name: "libgtk-3-0", need: "window", proof: { library: "libgtk-3.so.0" } },
  { name: "libnss3", need: "window", proof: { library: "libnss3.so" } },
  { name: "libasound2", need: "window", proof: { library: "libasound.so.2" } },
  { name: "libgbm1", need: "window", proof: { library: "libgbm.so.1" } },
  { name: "libxss1", need: "window", proof: { library: "libXss.so.1" } },
  { name: "libdrm2", need: "window", proof: { library: "libdrm.so.2" } },
  { name: "libsecret-1-0", need: "window", proof: { library: "libsecret-1.so.0" } },
  { name: "libatk-bridge2.0-0", need: "window", proof: { library: "libatk-bridge-2.0.so.0" } },
  { name: "libnotify4", need: "window", proof: { library: "libnotify.so.4" } },
  { name: "dunst", need: "desktop", proof: { command: "dunst" } },
  { name: "xdotool", need: "desktop", proof: { command: "xdotool" } },
  { name: "x11-utils", need: "desktop", proof: { command: "xprop" } },
  { name: "libnotify-bin", need: "desktop", proof: { command: "notify-send" } },
  { name: "chromium", need: "browser", proof: { command: "chromium" } },
];

/**
 * Makes sure the system has what these needs ask for. Root without a terminal installs it, a person at a terminal is asked,
 * anybody else gets the one line that would install it. Never throws: the caller reports what it has to skip.
 */
export async function ensureSystemPackages(needs: SystemNeed[]): Promise<SystemPackages> {
  // macOS and Windows bring a display, a session and a keychain of their own.
  if (process.platform !== "linux") return { kind: "ready" };
  const packages = await findMissing(needs);
  if (packages.length === 0) return { kind: "ready" };
  if (await mayInstall(packages)) {
    await install(packages);
    const left = await findMissing(needs);
    return left.length === 0 ? { kind: "ready" } : missing(left);
  }
  return missing(packages);
}

function missing(packages: string[]): SystemPackages {
  const installLine = `sudo apt-get update && sudo apt-get install -y ${packages.join(" ")}`;
  return {
    kind: "missing",
    packages,
    installLine,
    reason: `missing system packages; install them with: ${installLine}`,
  };
}

async function findMissing(needs: SystemNeed[]): Promise<string[]> {
  const libraries = await listSharedLibraries();
  return SYSTEM_PACKAGES.filter((entry) => needs.includes(entry.need) && !isPresent(entry.proof, libraries)).map(
    (entry) => entry.name,
  );
}

function isPresent(proof: Proof, libraries: string): boolean {
  return "library" in proof ? libraries.includes(`${proof.library} `) : findOnPath(proof.command) !== undefined;
}

/** The full path of a command, or undefined where there is none. */
function findOnPath(command: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

async function listSharedLibraries(): Promise<string> {
  const { stdout } = await runCommand(findOnPath("ldconfig") ?? "ldconfig", ["-p"]);
  return stdout;
}

async function mayInstall(packages: string[]): Promise<boolean> {
  if (findOnPath("apt-get") === undefined) return false;
  if (!process.stdin.isTTY) return isRoot();
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await questions.question(`Countersign's window needs ${packages.join(" ")}. Install them now? [Y/n] `);
  questions.close();
  return /^(y|yes|)$/i.test(answer.trim());
}

async function install(packages: string[]): Promise<void> {
  announce(`installing system packages: ${packages.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const [command, prefix] = isRoot() ? ["apt-get", []] : ["sudo", ["--preserve-env=DEBIAN_FRONTEND", "apt-get"]];
  const wait = ["-o", "DPkg::Lock::Timeout=180"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const result = await runCommand(command, [...prefix, ...wait, ...args], { env, timeoutMs: 600_000 });
    if (result.code !== 0) {
      announce(`apt-get ${args[0]} failed: ${result.stderr.trim().split("\n").at(-1) ?? "no reason given"}`);
      return;
    }
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
