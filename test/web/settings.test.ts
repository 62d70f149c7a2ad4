import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { manyGates } from "./sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const settings = (page: Page) => page.getByRole("dialog", { name: "Settings" });

async function openSettings(page: Page, section = "Appearance"): Promise<void> {
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("Control+Comma");
  await settings(page).getByRole("tab", { name: section }).click();
}

test("the settings open by key, button and palette, and are walked by keyboard alone", async () => {
  const { page, complaints, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  await openSettings(page);
  await page.keyboard.press("Escape");
  await settings(page).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Settings" }).click();
  await settings(page).waitFor();
  await page.keyboard.press("Escape");
  await settings(page).waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Settings");
  await page.keyboard.press("Enter");
  await settings(page).waitFor();

  const first = page.getByRole("tab", { name: "Appearance" });
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Environments" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("radio", { name: "Light", checked: true }).waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("the time to undo takes whole seconds up to a minute, and says where the start fixed it", async () => {
  const { page, main, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  const undo = async () => (await main.handlers["preferences.get"]({})).decisions.undoSeconds;
  await openSettings(page, "Decisions");
  const field = page.getByLabel("Time to undo, in seconds");
  await field.fill("12");
  await expect.poll(undo).toBe(12);
  await field.fill("61");
  await page.getByText("A whole number from 0 to 60.").waitFor();
  expect(await undo()).toBe(12);

  main.session = { ...main.session, undoSeconds: 1, undoFixed: true };
  main.nudge({ topic: "session.changed" });
  await page.getByRole("note").filter({ hasText: "This start fixes it at 1 second" }).waitFor();
  await close();
});

test("a change that cannot be saved says so", async () => {
  const { page, close } = await openWindow(browser, {
    gates: manyGates(2, Date.now()),
    prepare: ({ handlers }) =>
      void Object.assign(handlers, {
        "preferences.change": async () => {
          throw new Error("disk full");
        },
      }),
  });
  await openSettings(page);
  await page.getByRole("radio", { name: "Dark" }).click();
  await page.getByRole("alert").filter({ hasText: "Not saved" }).waitFor();
  await page.getByRole("radio", { name: "Dark", checked: false }).waitFor();
  await close();
});
