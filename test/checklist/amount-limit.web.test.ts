import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { sampleGate } from "#test/web/sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const oneGate = () => [sampleGate({ name: "acme" }, Date.now())];
const limited = [{ currency: "EUR", amount: "1000.00" }];

test("21: above the limit the amount is typed to approve, by keyboard alone", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: oneGate() });
  await main.handlers["preferences.change"]({ decisions: { limits: limited } });
  await page.reload();
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  const field = page.getByLabel("Type the amount to approve");
  await field.waitFor();
  await page.getByRole("button", { name: "Approve", exact: true }).and(page.locator(":enabled")).waitFor();
  await page.getByRole("region", { name: "Pay ACME GmbH" }).getByRole("heading").first().click();

  await page.keyboard.press("a");
  await page.getByRole("alert").filter({ hasText: "That is not EUR 1,250.00." }).waitFor();
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await field.inputValue()).toBe("");
  await page.keyboard.type("1,250");
  await page.keyboard.press("Enter");
  expect(main.recorded).toEqual([]);
  await field.fill("1250.00");
  await page.keyboard.press("Enter");
  await expect.poll(() => main.recorded).toMatchObject([{ verdict: "approve", typedAmount: "1250.00" }]);
  expect(await complaints()).toEqual([]);
  await close();
});

test("21: an edit changes the amount that has to be typed, and below the limit none has to be", async () => {
  const { page, main, close } = await openWindow(browser, { gates: oneGate() });
  await main.handlers["preferences.change"]({ decisions: { limits: limited } });
  await page.reload();
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  const field = page.getByLabel("Type the amount to approve");
  await field.fill("1250.00");
  await page.getByLabel("Amount", { exact: true }).fill("1300.00");
  await page.getByText("Above your limit: EUR 1,300.00", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "That is not EUR 1,300.00." }).waitFor();
  expect(main.recorded).toEqual([]);
  await page.getByLabel("Amount", { exact: true }).fill("900.00");
  await field.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect.poll(() => main.recorded).toMatchObject([{ verdict: "approve" }]);
  await close();
});

test("21: a limit is set and removed in the settings, and an amount that is none is refused there", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: oneGate() });
  const limits = async () => (await main.handlers["preferences.get"]({})).decisions.limits;
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: "Decisions" }).click();
  await page.getByLabel("Currency").fill("eur");
  await page.getByLabel("Limit", { exact: true }).fill("10,000.00");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "without thousands separators" }).waitFor();
  expect(await limits()).toEqual([]);
  await page.getByLabel("Limit", { exact: true }).fill("10000.00");
  await page.keyboard.press("Enter");
  await expect.poll(limits).toEqual([{ currency: "EUR", amount: "10000.00" }]);
  await page.getByRole("button", { name: "Remove the limit EUR 10,000.00" }).click();
  await expect.poll(limits).toEqual([]);
  expect(await complaints()).toEqual([]);
  await close();
});
