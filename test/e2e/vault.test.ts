import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeKeyringDialogs } from "./close-keyring-dialogs.ts";
import { buildProbeApp, type ProbeApp } from "./probe-app.ts";
import { openSecureStarter, type SecureStarter } from "./secure-console.ts";

interface Found {
  found: string | null;
  after: string | null;
  status: { kind: string; prefix?: string; reason?: string };
  problems: string[];
}

const PROBE_MS = 50_000;
const isLinux = process.platform === "linux";
let probe: ProbeApp;
let starter: SecureStarter;

beforeAll(async () => {
  probe = await buildProbeApp("test/e2e/vault-probe/main.ts");
  starter = openSecureStarter();
});

afterAll(() => {
  starter.remove();
  probe.remove();
});

/** Runs the real vault once, in a session whose keyring lives in that home. */
async function runProbe(
  home: string,
  options: { write?: string; passwordStore?: string; cancelDialog?: true } = {},
): Promise<Found> {
  const { executablePath, args, env } = starter.spec(probe.folder, {
    home,
    env: {
      VAULT_PATH: vaultOf(home),
      ...(options.write !== undefined && { VAULT_WRITE: options.write }),
    },
    ...(options.passwordStore !== undefined && { passwordStore: options.passwordStore }),
  });
  const stopClosing = options.cancelDialog === true ? closeKeyringDialogs(home) : undefined;
  try {
    const said = await promisify(execFile)(executablePath, args, { env, timeout: PROBE_MS });
    const line = said.stdout.split("\n").find((text) => text.startsWith("{"));
    if (line === undefined) throw new Error(`The probe said nothing: ${said.stderr}`);
    return JSON.parse(line) as Found;
  } finally {
    stopClosing?.();
  }
}

const vaultOf = (home: string) => join(home, "vault.json");
const keyringsOf = (home: string) => join(home, "session", "home", ".local", "share", "keyrings");
const keptAside = (home: string) => readdirSync(home).filter((name) => name.startsWith("vault.json.kept-"));

/** Changes the key as the keychain wrapped it, where it lies on disk. */
function changeWrappedKey(home: string, change: (wrapped: Buffer) => Buffer): void {
  const file = JSON.parse(readFileSync(vaultOf(home), "utf8")) as { wrappedKey: string };
  const wrappedKey = change(Buffer.from(file.wrappedKey, "base64")).toString("base64");
  writeFileSync(vaultOf(home), JSON.stringify({ ...file, wrappedKey }));
}

const keychain = isLinux ? { kind: "keychain", prefix: "v11" } : { kind: "keychain" };

test("present: a real keyring keeps a key over a restart, wrapped under v11", async () => {
  const home = starter.makeHome();
  expect(await runProbe(home, { write: "planted" })).toMatchObject({ found: null, after: "planted", status: keychain });
  expect(await runProbe(home)).toMatchObject({ found: "planted", status: keychain, problems: [] });
  const text = readFileSync(vaultOf(home), "utf8");
  const { wrappedKey } = JSON.parse(text) as { wrappedKey: string };
  if (isLinux) expect(Buffer.from(wrappedKey, "base64").subarray(0, 3).toString("latin1")).toBe("v11");
  expect(text).not.toContain("planted");
});

test.runIf(isLinux)(
  "absent: the key stays in memory, nothing is written, and what was stored stays as it is",
  async () => {
    const home = starter.makeHome();
    const absent = await runProbe(home, { write: "planted", passwordStore: "basic" });
    expect(absent).toMatchObject({ found: null, after: "planted", status: { kind: "session-only" } });
    expect(existsSync(vaultOf(home))).toBe(false);

    await runProbe(home, { write: "planted" });
    const before = readFileSync(vaultOf(home), "utf8");
    expect(await runProbe(home, { write: "again", passwordStore: "basic" })).toMatchObject({
      found: null,
      after: "again",
    });
    expect(readFileSync(vaultOf(home), "utf8")).toBe(before);
    expect(await runProbe(home)).toMatchObject({ found: "planted" });
  },
);

test.runIf(isLinux)("locked: the key is asked for again, and opens once the keyring does", async () => {
  const home = starter.makeHome();
  await runProbe(home, { write: "planted" });
  const before = readFileSync(vaultOf(home), "utf8");
  const password = join(home, "session", "keyring-password");
  const right = readFileSync(password, "utf8");

  writeFileSync(password, "another password");
  const locked = await runProbe(home, { write: "again", cancelDialog: true });
  expect(locked).toMatchObject({ found: null, after: "again", status: { kind: "session-only" } });
  expect(readFileSync(vaultOf(home), "utf8")).toBe(before);

  writeFileSync(password, right);
  expect(await runProbe(home)).toMatchObject({ found: "planted", status: keychain });
});

test("tampered: a changed byte in the wrapped key is noticed, and the old file is kept aside", async () => {
  const home = starter.makeHome();
  await runProbe(home, { write: "planted" });
  changeWrappedKey(home, (wrapped) => {
    wrapped[20] = (wrapped[20] ?? 0) ^ 1;
    return wrapped;
  });

  const opened = await runProbe(home, { write: "again" });
  expect(opened).toMatchObject({ found: null, after: "again", status: keychain });
  expect(opened.problems.length).toBeGreaterThan(0);
  expect(keptAside(home)).toHaveLength(1);
  expect(await runProbe(home)).toMatchObject({ found: "again", problems: [] });
});

test.runIf(isLinux)(
  "changed: a vault of another keyring, or under the key that everybody knows, is asked for again",
  async () => {
    const [home, other] = [starter.makeHome(), starter.makeHome()];
    await runProbe(home, { write: "planted" });
    await runProbe(other, { write: "theirs" });
    copyFileSync(vaultOf(home), vaultOf(other));
    expect(await runProbe(other, { write: "again" })).toMatchObject({ found: null, after: "again", status: keychain });
    expect(keptAside(other)).toHaveLength(1);

    changeWrappedKey(home, (wrapped) => Buffer.concat([Buffer.from("v10"), wrapped.subarray(3)]));
    expect(await runProbe(home, { write: "again" })).toMatchObject({ found: null, after: "again", status: keychain });
    expect(keptAside(home)).toHaveLength(1);
  },
);

test.runIf(isLinux)("reset: a keyring that was emptied asks for the key again and deletes nothing", async () => {
  const home = starter.makeHome();
  await runProbe(home, { write: "planted" });
  rmSync(keyringsOf(home), { recursive: true });

  expect(await runProbe(home)).toMatchObject({ found: null });
  expect(await runProbe(home, { write: "again" })).toMatchObject({ after: "again" });
  expect(keptAside(home)).toHaveLength(1);
});
