import type { Page } from "@playwright/test";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { tellConsole } from "#test/crash/ask-console.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { closeKeyringDialogs } from "./close-keyring-dialogs.ts";
import { openSecureStarter, type SecureStarter, startSecureConsole } from "./secure-console.ts";

// What a person sees of a keyring that is not what it was: the real console, a real keyring, a real environment.
let starter: SecureStarter;
let sandbox: StartedSandbox;
beforeAll(async () => {
  starter = openSecureStarter();
  sandbox = await startSandbox({ args: ["--no-worker"] });
});
afterAll(async () => {
  starter.remove();
  await sandbox.stop();
});

const vaultOf = (home: string) => join(home, "data", "vault.json");
const keptAside = (home: string) => readdirSync(join(home, "data")).filter((name) => name.includes("vault.json.kept-"));

async function start(home: string, passwordStore?: string) {
  const opened = await startSecureConsole(starter, { home, ...(passwordStore !== undefined && { passwordStore }) });
  onTestFinished(() => opened.close());
  return opened;
}

/** A console that was connected once, with its keys in the keyring. */
async function connectOnce(): Promise<string> {
  const home = starter.makeHome();
  const { page, close } = await start(home);
  await connect(page);
  expect((await tellConsole(page, "session.get", {})).vault).toMatchObject({ kind: "keychain" });
  await close();
  return home;
}

async function connect(page: Page): Promise<void> {
  const { url, secretKey } = sandbox.ready();
  const answer = await tellConsole(page, "session.connect", { address: url, secretKey, name: "Treasury" });
  expect(answer).toMatchObject({ result: "connected" });
}

async function stateOf(page: Page): Promise<string | undefined> {
  return (await tellConsole(page, "session.get", {})).environments[0]?.connection.state;
}

const KEY_ASKED = { name: "Treasury needs its secret key" } as const;
const SESSION_ONLY = "Keys are kept for this session only";

test.runIf(process.platform === "linux")(
  "absent: the window says that keys last for this session and asks for the key; the file stays, and works again later",
  async () => {
    const home = await connectOnce();
    const before = readFileSync(vaultOf(home), "utf8");

    const { page, close } = await start(home, "basic");
    await page.getByText(SESSION_ONLY).waitFor();
    const banner = page.getByRole("note", KEY_ASKED);
    await banner.getByRole("button", { name: "Enter the key" }).waitFor();
    await connect(page);
    await banner.waitFor({ state: "detached" });
    expect(readFileSync(vaultOf(home), "utf8")).toBe(before);
    await close();

    const later = await start(home);
    await expect.poll(() => stateOf(later.page)).toBe("online");
    expect((await tellConsole(later.page, "session.get", {})).vault).toMatchObject({ kind: "keychain" });
    expect(await later.page.getByRole("note", KEY_ASKED).count()).toBe(0);
  },
);

test.runIf(process.platform === "linux")(
  "locked: whoever closes the keyring's dialog reads why keys last for this session, and the file stays as it is",
  async () => {
    const home = await connectOnce();
    const before = readFileSync(vaultOf(home), "utf8");
    const password = join(home, "session", "keyring-password");
    const right = readFileSync(password, "utf8");
    writeFileSync(password, "another password");
    onTestFinished(closeKeyringDialogs(home));

    const { page, close } = await start(home);
    await page.getByText(SESSION_ONLY).waitFor();
    await page.getByText("The keychain of this system is locked, or there is none.").waitFor();
    await page.getByRole("note", KEY_ASKED).getByRole("button", { name: "Enter the key" }).waitFor();
    expect(readFileSync(vaultOf(home), "utf8")).toBe(before);
    await close();

    writeFileSync(password, right);
    const later = await start(home);
    await expect.poll(() => stateOf(later.page)).toBe("online");
    expect(await later.page.getByText(SESSION_ONLY).count()).toBe(0);
  },
);

test.runIf(process.platform === "linux")(
  "lost: with its keyring gone the key is asked for again, taken, and the old file is kept aside",
  async () => {
    const home = await connectOnce();
    rmSync(join(home, "session", "home", ".local", "share", "keyrings"), { recursive: true });

    const { page, close } = await start(home);
    const banner = page.getByRole("note", KEY_ASKED);
    await banner.waitFor();
    expect(keptAside(home)).toHaveLength(1);
    await connect(page);
    await banner.waitFor({ state: "detached" });
    expect(await page.getByText(SESSION_ONLY).count()).toBe(0);
    await close();

    const later = await start(home);
    await expect.poll(() => stateOf(later.page)).toBe("online");
    expect(await later.page.getByRole("note", KEY_ASKED).count()).toBe(0);
  },
);

test("tampered: a secret whose bytes were changed is asked for again, and nothing is deleted", async () => {
  const home = await connectOnce();
  const file = JSON.parse(readFileSync(vaultOf(home), "utf8")) as {
    secrets: Record<string, Record<string, string>>;
  };
  const name = Object.keys(file.secrets).find((one) => one.startsWith("trigger-key:")) ?? "";
  const sealed = file.secrets[name] ?? {};
  for (const [part, text] of Object.entries(sealed)) {
    const bytes = Buffer.from(text, "base64");
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    sealed[part] = bytes.toString("base64");
  }
  writeFileSync(vaultOf(home), JSON.stringify(file));

  const { page } = await start(home);
  await page.getByRole("note", KEY_ASKED).waitFor();
  expect(existsSync(vaultOf(home))).toBe(true);
  await connect(page);
  await page.getByRole("note", KEY_ASKED).waitFor({ state: "detached" });
  expect(keptAside(home)).toHaveLength(1);
});

test("keys that are to be forgotten are asked for at the next start, and are nowhere on disk", async () => {
  const home = await connectOnce();
  const first = await start(home);
  await tellConsole(first.page, "preferences.change", { privacy: { forgetKeys: true } });
  const storedKeys = () =>
    Object.keys((JSON.parse(readFileSync(vaultOf(home), "utf8")) as { secrets: object }).secrets);
  await expect.poll(storedKeys).toEqual(["operator-key"]);
  await expect.poll(() => stateOf(first.page)).toBe("online");
  await first.close();

  const { page } = await start(home);
  await page.getByRole("note", KEY_ASKED).waitFor();
});
