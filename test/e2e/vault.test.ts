import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchSpec, makeHome } from "./open-console.ts";
import { buildProbeApp, type ProbeApp } from "./probe-app.ts";

interface Found {
  found: string | null;
  after: string | null;
  status: { kind: string; prefix?: string; reason?: string };
  problems: string[];
}

const PROBE_MS = 30_000;
let probe: ProbeApp;

beforeAll(async () => {
  probe = await buildProbeApp("test/e2e/vault-probe/main.ts");
});

afterAll(() => probe.remove());

/** Runs the probe once, in a session whose keyring lives in that home. */
function runProbe(
  home: string,
  options: { write?: string; args?: string[]; env?: Record<string, string> } = {},
): Found {
  const { executablePath, args, env } = launchSpec();
  const flags = args.slice(0, -1).filter((flag) => options.args === undefined || !flag.startsWith("--password-store"));
  const run = spawnSync(executablePath, [...flags, ...(options.args ?? []), probe.folder], {
    env: {
      ...env,
      COUNTERSIGN_SESSION: "private",
      COUNTERSIGN_HOME: home,
      VAULT_PATH: join(home, "vault.json"),
      ...(options.write === undefined ? {} : { VAULT_WRITE: options.write }),
      ...options.env,
    },
    encoding: "utf8",
    timeout: PROBE_MS,
  });
  const line = run.stdout.split("\n").find((text) => text.startsWith("{"));
  if (line === undefined) throw new Error(`The probe said nothing: ${run.stderr}`);
  return JSON.parse(line) as Found;
}

/** The first three bytes of the key as the keychain wrapped it, as they lie on disk. */
function storedPrefix(home: string): string {
  const file = JSON.parse(readFileSync(join(home, "vault.json"), "utf8")) as { wrappedKey: string };
  return Buffer.from(file.wrappedKey, "base64").subarray(0, 3).toString("latin1");
}

const keychain = process.platform === "linux" ? { kind: "keychain", prefix: "v11" } : { kind: "keychain" };

test("a real keyring keeps a key over a restart, wrapped under v11", async () => {
  const home = await makeHome();

  expect(runProbe(home, { write: "planted" })).toMatchObject({ found: null, after: "planted", status: keychain });
  expect(runProbe(home)).toMatchObject({ found: "planted", status: keychain, problems: [] });
  expect(storedPrefix(home)).toBe(keychain.prefix);
  expect(readFileSync(join(home, "vault.json"), "utf8")).not.toContain("planted");
});

test.runIf(process.platform === "linux")(
  "without a keyring the key stays in memory and nothing is written",
  async () => {
    const home = await makeHome();

    const absent = runProbe(home, { write: "planted", args: ["--password-store=basic"] });

    expect(absent).toMatchObject({ found: null, after: "planted", status: { kind: "session-only" } });
    expect(existsSync(join(home, "vault.json"))).toBe(false);
  },
);

test.runIf(process.platform === "linux")(
  "a keyring that went away asks again and comes back to the same key",
  async () => {
    const home = await makeHome();
    runProbe(home, { write: "planted" });
    const before = readFileSync(join(home, "vault.json"), "utf8");

    expect(runProbe(home, { args: ["--password-store=basic"] })).toMatchObject({ found: null });
    expect(readFileSync(join(home, "vault.json"), "utf8")).toBe(before);
    expect(runProbe(home)).toMatchObject({ found: "planted" });
  },
);

test("a changed byte in the wrapped key is noticed, and the old file is kept aside", async () => {
  const home = await makeHome();
  runProbe(home, { write: "planted" });
  const path = join(home, "vault.json");
  const file = JSON.parse(readFileSync(path, "utf8")) as { wrappedKey: string };
  const wrapped = Buffer.from(file.wrappedKey, "base64");
  wrapped[20] = (wrapped[20] ?? 0) ^ 1;
  writeFileSync(path, JSON.stringify({ ...file, wrappedKey: wrapped.toString("base64") }));

  const opened = runProbe(home, { write: "again" });

  expect(opened).toMatchObject({ found: null, after: "again", status: keychain });
  expect(opened.problems.length).toBeGreaterThan(0);
  expect(existsSync(`${path}.kept-1`)).toBe(true);
  expect(runProbe(home)).toMatchObject({ found: "again", problems: [] });
});

test.runIf(process.platform === "linux")(
  "a keyring that was reset asks for the key again and deletes nothing",
  async () => {
    const home = await makeHome();
    runProbe(home, { write: "planted" });
    rmSync(join(home, "session", "home", ".local", "share", "keyrings"), { recursive: true });

    expect(runProbe(home)).toMatchObject({ found: null });
    expect(runProbe(home, { write: "again" })).toMatchObject({ after: "again" });
    expect(existsSync(join(home, "vault.json.kept-1"))).toBe(true);
  },
);
