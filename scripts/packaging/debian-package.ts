import { chmod, cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { projectPath } from "#scripts/project-root.ts";
import { runCommand } from "#scripts/run-command.ts";
import { controlFile, COPYRIGHT, DESKTOP_ENTRY, INSTALLED_AT } from "./debian-texts.ts";

export type DebianPackage = { kind: "built"; path: string } | { kind: "not-built"; why: string };

const BUILD_MS = 600_000;

export interface DebianOptions {
  readonly version: string;
  readonly release: boolean;
}

/**
 * Makes a `.deb` of an unpacked app with Debian's own tool. It has no maintainer scripts: the desktop's and the icons' caches
 * are renewed by Debian's triggers, and the sandbox's setuid bit is a file's mode in the archive.
 */
export async function buildDebianPackage(
  unpacked: string,
  path: string,
  options: DebianOptions,
): Promise<DebianPackage> {
  const asked = await runCommand("dpkg", ["--print-architecture"]);
  if (asked.code !== 0) return { kind: "not-built", why: "this system has no dpkg" };
  const work = await mkdtemp(join(dirname(unpacked), ".deb-"));
  try {
    await layOut(work, unpacked, asked.stdout.trim(), options);
    const draft = `${work}.deb`;
    // xz is smaller and takes minutes; what is not given away need not be small.
    const args = ["--root-owner-group", ...(options.release ? ["-Zxz"] : ["-Zgzip", "-z1"]), "--build", work, draft];
    const built = await runCommand("dpkg-deb", args, { timeoutMs: BUILD_MS });
    if (built.code !== 0) throw new Error(`dpkg-deb failed: ${built.stderr.trim()}`);
    await rename(draft, path);
    return { kind: "built", path };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function layOut(
  root: string,
  unpacked: string,
  architecture: string,
  { version, release }: DebianOptions,
): Promise<void> {
  const installed = join(root, INSTALLED_AT);
  await mkdir(dirname(installed), { recursive: true });
  await cp(unpacked, installed, { recursive: true });
  const kilobytes = Number.parseInt(await run("du", ["-sk", installed]), 10);

  await put(root, "DEBIAN/control", controlFile({ version, release, architecture, kilobytes }));
  await put(root, "usr/share/applications/countersign.desktop", DESKTOP_ENTRY);
  await put(root, "usr/share/doc/countersign/copyright", COPYRIGHT);
  const icon = join(root, "usr/share/icons/hicolor/512x512/apps/countersign.png");
  await mkdir(dirname(icon), { recursive: true });
  await cp(projectPath("resources", "icon.png"), icon);
  await mkdir(join(root, "usr/bin"));
  await symlink(`/${INSTALLED_AT}/countersign`, join(root, "usr/bin/countersign"));
  // SECURITY: the files belong to root and nobody else may write them; Chromium's sandbox needs to be root where a kernel
  // forbids ordinary users their own namespaces.
  await run("chmod", ["-R", "u=rwX,go=rX", root]);
  await chmod(join(installed, "chrome-sandbox"), 0o4755);
}

async function put(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function run(command: string, args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(command, args);
  if (code !== 0) throw new Error(`${command} failed: ${stderr.trim()}`);
  return stdout;
}
