import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openComputer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: "This computer" }).click();
}

test("42: a reset asks once more, and then everything is at its default", async () => {
  const { page, main, complaints, close } = await openWindow(browser);
  await main.handlers["preferences.change"]({ appearance: { theme: "dark" }, decisions: { undoSeconds: 20 } });
  await page.reload();
  await page.locator(":root[data-theme='dark']").waitFor();
  await openComputer(page);
  await page.getByRole("button", { name: "Reset all settings…" }).click();
  expect((await main.handlers["preferences.get"]({})).decisions.undoSeconds).toBe(20);
  await page.getByRole("button", { name: "Reset now" }).click();
  await page.getByText("All settings are at their defaults.").waitFor();
  await page.locator(":root[data-theme='system']").waitFor();
  expect((await main.handlers["preferences.get"]({})).decisions.undoSeconds).toBe(5);
  expect(await complaints()).toEqual([]);
  await close();
});

test("42: the checks name what needs attention, and the diagnostics file says where it is", async () => {
  const { page, close } = await openWindow(browser);
  await openComputer(page);
  await page.getByRole("button", { name: "Check this console" }).click();
  const checks = page.getByRole("list", { name: "Checks" });
  await checks.getByText("Connection: in order (Sandbox: online)").waitFor();
  await checks.getByText("Clock against the server’s: needs attention (Treasury: 42.0 s ± 0.5 s)").waitFor();
  await page.getByRole("button", { name: "Save a diagnostics file…" }).click();
  await page.getByText("Written to /home/jonas/countersign-diagnostics.json").waitFor();
  await close();
});

test("39: a notification can be tried before the first gate, from the first screen on", async () => {
  const { page, main, close } = await openWindow(browser, {
    prepare: (scripted) => {
      scripted.session = { ...scripted.session, environments: [] };
    },
  });
  const testIt = page.getByRole("button", { name: "Send a test notification" });
  await testIt.click();
  await page.getByText("Handed to the system.", { exact: false }).waitFor();
  Object.assign(main.handlers, { "notices.test": async () => ({ outcome: "refused" }) });
  await testIt.click();
  await page.getByText("The system refused it.", { exact: false }).waitFor();
  await close();
});
