import { expect, test } from "vitest";
import type { SecretVault } from "#app/ports.ts";
import { Secret } from "#core/secret.ts";
import { createSessionKeys } from "./session-keys.ts";

function openVault() {
  const stored = new Map<string, Secret>();
  const vault: SecretVault = {
    read: async (name) => stored.get(name),
    write: async (name, value) => void stored.set(name, value),
    remove: async (name) => void stored.delete(name),
    status: () => ({ kind: "keychain", prefix: "v11" }),
  };
  return { vault, stored };
}

test("a key that is to be forgotten is never at rest, and is gone with the process", async () => {
  const { vault, stored } = openVault();
  const keys = createSessionKeys(vault, (name) => name.startsWith("key-of "));
  await keys.write("key-of dev", new Secret("planted"));
  await keys.write("operator-key", new Secret("stays"));
  expect([(await keys.read("key-of dev"))?.reveal(), [...stored.keys()]]).toEqual(["planted", ["operator-key"]]);
  expect(await createSessionKeys(vault, () => true).read("key-of dev")).toBeUndefined();
});

test("keys move when the choice does: out of the vault at once, and back into it", async () => {
  const { vault, stored } = openVault();
  let isForgotten = false;
  const keys = createSessionKeys(vault, () => isForgotten);
  await keys.write("dev", new Secret("planted"));
  isForgotten = true;
  await keys.settle(["dev", "never-there"]);
  expect([stored.size, (await keys.read("dev"))?.reveal()]).toEqual([0, "planted"]);
  isForgotten = false;
  await keys.settle(["dev"]);
  expect([stored.get("dev")?.reveal(), (await keys.read("dev"))?.reveal()]).toEqual(["planted", "planted"]);
});

test("a key that was removed is in neither place", async () => {
  const { vault, stored } = openVault();
  const keys = createSessionKeys(vault, () => true);
  await vault.write("dev", new Secret("older"));
  await keys.write("dev", new Secret("planted"));
  await keys.remove("dev");
  expect([stored.size, await keys.read("dev")]).toEqual([0, undefined]);
});

test("where the vault refuses, the key that is held stays readable", async () => {
  const { vault } = openVault();
  let isForgotten = true;
  const refusing: SecretVault = { ...vault, write: async () => Promise.reject(new Error("the disk is full")) };
  const keys = createSessionKeys(refusing, () => isForgotten);
  await keys.write("dev", new Secret("planted"));
  isForgotten = false;
  await expect(keys.settle(["dev"])).rejects.toThrow("the disk is full");
  expect((await keys.read("dev"))?.reveal()).toBe("planted");
});
