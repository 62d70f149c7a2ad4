import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Secret } from "#core/secret.ts";
import { isWrappedSafely, type KeyWrapper } from "./key-wrapper.ts";
import { openVault } from "./vault.ts";

/** A keychain that wraps under its own name, so that another one cannot unwrap it. */
function keychain(name: string, prefix = "v11"): KeyWrapper {
  const lead = `${prefix}${name}:`;
  return {
    problem: async () => undefined,
    wrap: async (text) => Buffer.from(lead + text),
    unwrap: async (blob) => {
      if (!blob.toString().startsWith(lead)) throw new Error("not mine");
      return blob.toString().slice(lead.length);
    },
    isTrustworthy: (blob) => isWrappedSafely(blob, "linux"),
  };
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "countersign-vault-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function openTestVault(folder: string, wrapper: KeyWrapper, binding = "https://api.example") {
  const problems: string[] = [];
  const path = join(folder, "vault.json");
  const vault = openVault({
    path,
    wrapper,
    bindingOf: () => binding,
    report: (problem) => problems.push(problem),
    now: () => 7,
  });
  return { path, problems, vault };
}

async function storeKey(folder: string): Promise<string> {
  const { path, vault } = openTestVault(folder, keychain("mine"));
  await (await vault).write("trigger-key", new Secret("tr_dev_planted"));
  return path;
}

test("a second start reads what the first one wrote, and the file holds no word of it", async () => {
  const folder = makeFolder();
  const path = await storeKey(folder);
  const vault = await openTestVault(folder, keychain("mine")).vault;

  expect((await vault.read("trigger-key"))?.reveal()).toBe("tr_dev_planted");
  expect(vault.status()).toEqual({ kind: "keychain", prefix: "v11" });
  expect(readFileSync(path, "utf8")).not.toContain("planted");
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a secret opens under its own name and binding only", async () => {
  const folder = makeFolder();
  const path = await storeKey(folder);
  const elsewhere = openTestVault(folder, keychain("mine"), "https://evil.example");
  expect(await (await elsewhere.vault).read("trigger-key")).toBeUndefined();

  const file = JSON.parse(readFileSync(path, "utf8")) as { secrets: Record<string, unknown> };
  file.secrets["operator-key"] = file.secrets["trigger-key"];
  writeFileSync(path, JSON.stringify(file));
  expect(await (await openTestVault(folder, keychain("mine")).vault).read("operator-key")).toBeUndefined();
});

test("one changed bit reads as absent, and what was there is kept aside when it is replaced", async () => {
  const folder = makeFolder();
  const path = await storeKey(folder);
  const file = JSON.parse(readFileSync(path, "utf8")) as { secrets: Record<string, { text: string }> };
  const sealed = file.secrets["trigger-key"];
  const bytes = Buffer.from(sealed?.text ?? "", "base64");
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(
    path,
    JSON.stringify({ ...file, secrets: { "trigger-key": { ...sealed, text: bytes.toString("base64") } } }),
  );
  const damaged = readFileSync(path, "utf8");

  const { problems, vault } = openTestVault(folder, keychain("mine"));
  const opened = await vault;
  expect(await opened.read("trigger-key")).toBeUndefined();
  expect(problems).toEqual(["a stored secret cannot be opened: trigger-key"]);

  await opened.write("trigger-key", new Secret("tr_dev_again"));
  expect(readFileSync(`${path}.kept-7`, "utf8")).toBe(damaged);
  expect((await opened.read("trigger-key"))?.reveal()).toBe("tr_dev_again");
});

test("another keychain asks again and deletes nothing", async () => {
  const folder = makeFolder();
  const path = await storeKey(folder);
  const before = readFileSync(path, "utf8");

  const opened = await openTestVault(folder, keychain("another")).vault;
  expect(await opened.read("trigger-key")).toBeUndefined();
  expect(readFileSync(path, "utf8")).toBe(before);

  await opened.write("trigger-key", new Secret("tr_dev_new"));
  expect(readFileSync(`${path}.kept-7`, "utf8")).toBe(before);
});

test("a key that everybody knows keeps secrets in memory and off the disk", async () => {
  const folder = makeFolder();
  const vault = await openTestVault(folder, keychain("mine", "v10")).vault;
  await vault.write("trigger-key", new Secret("tr_dev_planted"));

  expect((await vault.read("trigger-key"))?.reveal()).toBe("tr_dev_planted");
  expect(vault.status()).toMatchObject({ kind: "session-only" });
  expect(readdirSync(folder)).toEqual([]);
});

test("a keychain that is locked leaves the stored file as it is", async () => {
  const folder = makeFolder();
  const path = await storeKey(folder);
  const before = readFileSync(path, "utf8");
  const locked = { ...keychain("mine"), problem: async () => "locked" as const };

  const vault = await openTestVault(folder, locked).vault;
  await vault.write("trigger-key", new Secret("tr_dev_session"));

  expect(vault.status()).toEqual({ kind: "session-only", reason: "locked" });
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a file that does not parse is kept aside, not overwritten", async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "vault.json"), "{ half");
  const { path, vault } = openTestVault(folder, keychain("mine"));
  await (await vault).write("trigger-key", new Secret("tr_dev_planted"));
  expect(readFileSync(`${path}.kept-7`, "utf8")).toBe("{ half");
});

test("writes that overlap all arrive", async () => {
  const folder = makeFolder();
  const vault = await openTestVault(folder, keychain("mine")).vault;
  await Promise.all(["a", "b", "c", "d"].map((name) => vault.write(name, new Secret(`value of ${name}`))));
  await vault.remove("b");

  const again = await openTestVault(folder, keychain("mine")).vault;
  const read = await Promise.all(["a", "b", "c", "d"].map(async (name) => (await again.read(name))?.reveal()));
  expect(read).toEqual(["value of a", undefined, "value of c", "value of d"]);
});
