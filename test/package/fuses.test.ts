import { FuseV1Options, FuseVersion, flipFuses } from "@electron/fuses";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { FUSES, readFuses } from "#scripts/packaging/fuses.ts";
import { type Desktop, openDesktop } from "./desktop.ts";

const { installed, report } = inject("packaged");
const fused = join(installed, "countersign");
let desktop: Desktop;
/** The same app with the doors open again: what a probe finds here, it would have found there. */
let open: string;

beforeAll(async () => {
  desktop = await openDesktop();
  open = await openTheDoors();
});
afterAll(async () => {
  rmSync(dirname(open), { recursive: true, force: true });
  await desktop.close();
});

test("every fuse that the packed Electron has stands as decided, read back from the binary", async () => {
  const wire = await readFuses(fused);

  for (const { name, on } of FUSES) expect(["absent", on ? "on" : "off"], name).toContain(wire[name]);
  const absent = FUSES.filter(({ name }) => wire[name] === "absent").map(({ name }) => name);
  // Electron 25 is older than these two; a package for release has to have them all.
  expect(absent).toEqual(report.release ? [] : ["GrantFileProtocolExtraPrivileges", "WasmTrapHandlers"]);
  expect(report.fuses).toEqual(wire);
});

// A start that is refused at once is all that a probe needs: what it looks for comes before our first line.
const END_AT_ONCE = { SSLKEYLOGFILE: "/dev/null" };

test("the installed binary cannot be used as Node", async () => {
  const probe = { env: { ...END_AT_ONCE, ELECTRON_RUN_AS_NODE: "1" } };

  expect((await desktop.run(open, ["-p", "40+2"], probe)).stdout).toBe("42\n");
  const started = await desktop.run(fused, ["-p", "40+2"], probe);

  expect(started.stdout).toBe("");
  expect(started.stderr).toContain("SSLKEYLOGFILE");
});

test("NODE_OPTIONS loads nothing into the installed console", async () => {
  const home = desktop.makeHome();
  const evil = join(home, "evil.js");
  const ran = join(home, "evil-ran");
  writeFileSync(evil, `require("node:fs").writeFileSync(${JSON.stringify(ran)}, "")`, { mode: 0o644 });
  chmodSync(home, 0o777);
  const probe = { env: { ...END_AT_ONCE, NODE_OPTIONS: `--require=${evil}` } };

  const started = await desktop.run(fused, [], probe);
  expect(started.stderr).toContain("NODE_OPTIONS");
  expect(existsSync(ran)).toBe(false);

  await desktop.run(open, [], { env: { ...probe.env, ELECTRON_RUN_AS_NODE: "1" }, timeoutMs: 5_000 });
  expect(existsSync(ran)).toBe(true);
});

test.each(["--inspect=0", "--inspect-brk=0", "--inspect-port=0"])("%s opens no debugger", async (argument) => {
  const started = await desktop.run(fused, [argument], { env: END_AT_ONCE });

  expect(started.code).toBe(1);
  expect(started.stderr).not.toContain("Debugger listening");
});

test("with the fuse left on, the same start does open one", async () => {
  const started = await desktop.run(open, ["--inspect=0"], { env: END_AT_ONCE });

  expect(started.stderr).toContain("Debugger listening");
});

test("the app is loaded from its archive and from nothing else", async () => {
  const home = desktop.makeHome();
  chmodSync(home, 0o777);
  const ran = join(home, "other-app-ran");
  const replaced = copyOf(fused, "replaced");
  const resources = join(dirname(replaced), "resources");
  renameSync(join(resources, "app.asar"), join(resources, "kept.asar"));
  mkdirSync(join(resources, "app"));
  writeFileSync(join(resources, "app", "package.json"), '{ "name": "other", "main": "main.js" }');
  writeFileSync(join(resources, "app", "main.js"), `require("node:fs").writeFileSync(${JSON.stringify(ran)}, "");`);
  spawnSync("chmod", ["-R", "a+rX", resources]);

  const started = await desktop.run(replaced, [join(resources, "app")], { timeoutMs: 4_000 });
  expect(started.code).not.toBe(0);
  expect(existsSync(ran)).toBe(false);

  await flip(replaced, { [FuseV1Options.OnlyLoadAppFromAsar]: false });
  await desktop.run(replaced, [], { timeoutMs: 4_000 });
  expect(existsSync(ran)).toBe(true);
  rmSync(dirname(replaced), { recursive: true, force: true });
});

async function openTheDoors(): Promise<string> {
  const binary = copyOf(fused, "open");
  await flip(binary, {
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return binary;
}

function flip(binary: string, fuses: Partial<Record<FuseV1Options, boolean>>): Promise<number> {
  return flipFuses(binary, { version: FuseVersion.V1, ...fuses });
}

/** The installed folder again, with a binary of its own. */
function copyOf(binary: string, name: string): string {
  const copy = join(dirname(dirname(binary)), name);
  const linked = spawnSync("cp", ["-al", dirname(binary), copy], { encoding: "utf8" });
  if (linked.status !== 0) throw new Error(linked.stderr);
  const own = join(copy, "countersign");
  rmSync(own);
  copyFileSync(binary, own);
  return own;
}
