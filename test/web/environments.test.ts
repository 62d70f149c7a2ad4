import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { focusedName } from "./focused-name.ts";
import { launchChromium, openWindow } from "./open-window.ts";
import type { ScriptedMain } from "./scripted-handlers.ts";

/** Longer than a nudge is on its way to the page. */
const NUDGE_ARRIVES_MS = 300;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openEnvironments(page: Page) {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: "Environments" }).click();
  return page.getByRole("tabpanel").getByRole("list", { name: "Environments" });
}

test("replacing a key keeps the old one where the new one is refused, and no key stays in the page", async () => {
  const { page, close } = await openWindow(browser);
  const list = await openEnvironments(page);
  const treasury = list.getByRole("listitem", { name: "Treasury" });
  await treasury.getByRole("button", { name: "Replace key" }).click();
  const field = treasury.getByLabel("New secret key");
  await field.fill("tr_dev_planted");
  await page.keyboard.press("Enter");
  await treasury.getByRole("alert").filter({ hasText: "the key from before is kept" }).waitFor();
  await field.fill("tr_prod_planted");
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "detached" });
  expect(await page.content()).not.toContain("planted");
  await close();
});

test("removing says what goes and what stays, and is refused while a decision is on the way", async () => {
  const { page, main, close } = await openWindow(browser);
  const list = await openEnvironments(page);
  const sandbox = list.getByRole("listitem", { name: "Sandbox" });
  await sandbox.getByRole("button", { name: "Remove" }).click();
  await sandbox.getByText("Your decisions and the audit log stay here.", { exact: false }).waitFor();
  await sandbox.getByRole("button", { name: "Remove Sandbox" }).click();
  await sandbox.getByRole("alert").filter({ hasText: "A decision is still on the way to it." }).waitFor();
  const treasury = list.getByRole("listitem", { name: "Treasury" });
  await treasury.getByRole("button", { name: "Remove" }).click();
  await treasury.getByRole("button", { name: "Remove Treasury" }).click();
  await treasury.waitFor({ state: "detached" });
  expect(main.session.environments.map(({ name }) => name)).toEqual(["Sandbox"]);
  await close();
});

test("an environment that needs its key again leads to where it is entered", async () => {
  const { page, main, close } = await openWindow(browser);
  revokeKeys(main);
  await page.getByRole("button", { name: "Enter the key" }).first().click();
  await page.getByRole("tab", { name: "Environments", selected: true }).waitFor();
  await page.getByRole("listitem", { name: "Treasury" }).getByRole("button", { name: "Replace key" }).waitFor();
  await close();
});

test("what changes while the window's first question is being answered is asked for again", async () => {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const { page, main, close } = await openWindow(browser, {
    prepare: ({ handlers }) => {
      const read = handlers["session.get"];
      const readSlowly = async () => {
        const answer = await read({});
        asked.resolve();
        await answered.promise;
        return answer;
      };
      Object.assign(handlers, { "session.get": readSlowly });
    },
  });
  await asked.promise;
  revokeKeys(main);
  await page.waitForTimeout(NUDGE_ARRIVES_MS);
  answered.resolve();
  await page.getByRole("button", { name: "Enter the key" }).first().waitFor();
  await close();
});

test("another environment is connected from the settings, and a file with two keys is refused in words", async () => {
  const { page, close } = await openWindow(browser);
  await openEnvironments(page);
  await page.getByRole("button", { name: "Connect another environment" }).click();
  const form = page.getByRole("region", { name: "Connect another environment" });
  await form.getByRole("button", { name: "Read the key from a file…" }).click();
  await form.getByRole("alert").filter({ hasText: "The file holds 2 different keys." }).waitFor();
  await form.getByLabel("Environment name").fill("Payroll");
  await form.getByLabel("Secret key").fill("tr_dev_abcdefgh");
  await form.getByRole("button", { name: "Test and connect" }).click();
  await form.waitFor({ state: "detached" });
  await close();
});

test("what takes the place of a pressed button has the focus, and the button has it back", async () => {
  const { page, close } = await openWindow(browser);
  const list = await openEnvironments(page);
  const sandbox = list.getByRole("listitem", { name: "Sandbox" });
  for (const [button, first] of [
    ["Rename", "Name"],
    ["Replace key", "New secret key"],
    ["Remove", "Remove Sandbox"],
  ] as const) {
    await sandbox.getByRole("button", { name: button, exact: true }).press("Enter");
    await sandbox.getByRole("button", { name: "Cancel" }).waitFor();
    expect(await focusedName(page)).toBe(first);
    await sandbox.getByRole("button", { name: "Cancel" }).press("Enter");
    expect(await focusedName(page)).toBe(button);
  }
  await page.getByRole("button", { name: "Connect another environment" }).press("Enter");
  expect(await focusedName(page)).toBe("Connect another environment");
  await page.getByRole("tabpanel").getByRole("button", { name: "Cancel" }).press("Enter");
  expect(await focusedName(page)).toBe("Connect another environment");

  // Typed at once, as fast hands do: nothing of it goes elsewhere.
  await sandbox.getByRole("button", { name: "Rename" }).press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Playground");
  await page.keyboard.press("Enter");
  await list.getByRole("listitem", { name: "Playground" }).waitFor();
  expect(await focusedName(page)).toBe("Rename");
  await close();
});

function revokeKeys(main: ScriptedMain): void {
  const connection = { state: "key-needed", code: "gateway/unauthorized", reason: "The key was revoked." } as const;
  const environments = main.session.environments.map((one) => ({ ...one, connection }));
  main.session = { ...main.session, environments };
  main.nudge({ topic: "session.changed" });
}
