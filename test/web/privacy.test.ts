import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { sampleGate } from "./sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const oneGate = () => [sampleGate({ name: "acme" }, Date.now())];

test("hiding the window from captures and forgetting keys are chosen in the settings", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: oneGate() });
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("tab", { name: "Privacy" }).click();
  await page.getByRole("radio", { name: "Hide the window" }).click();
  await page.getByRole("radio", { name: "Forget at the end" }).click();
  await expect
    .poll(async () => (await main.handlers["preferences.get"]({})).privacy)
    .toEqual({ hideFromCapture: true, forgetKeys: true });
  expect(await complaints()).toEqual([]);
  await close();
});

test("main hears of a token's id on the clipboard, so that it can take it off again", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: oneGate() });
  let copies = 0;
  Object.assign(main.handlers, { "clipboard.noteCopy": async () => ((copies += 1), {}) });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  await page.getByRole("button", { name: "Copy the token’s id" }).click();
  await expect.poll(() => copies).toBe(1);
  expect(await complaints()).toEqual([]);
  await close();
});
