import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import { launchChromium, openWindow } from "./open-window.ts";
import { sampleGate } from "./sample-gates.ts";
import { sampleRequest } from "./sample-request.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const IMITATION = "\u0410CME GmbH";
const { parameters, editable } = sampleRequest();
const paying = (payee: string) => () => [
  sampleGate(
    { name: "acme", request: { parameters: { ...parameters, payee }, editable: [...editable, "/payee"] } },
    Date.now(),
  ),
];

test("a payee that could be taken for another is approved in a second step, by keyboard alone", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: paying(IMITATION)() });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  const box = page.getByRole("checkbox", { name: "I have checked who this is" });
  await box.waitFor();
  await page.getByRole("button", { name: "Approve", exact: true }).and(page.locator(":enabled")).waitFor();
  await page.getByRole("region", { name: "Pay ACME GmbH" }).getByRole("heading").first().click();

  await page.keyboard.press("a");
  await page.getByRole("alert").filter({ hasText: "Check the name and tick the box" }).waitFor();
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(main.recorded).toEqual([]);
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect.poll(() => main.recorded).toMatchObject([{ verdict: "approve", checkedNames: [IMITATION] }]);
  expect(await complaints()).toEqual([]);
  await close();
});

test("another payee typed after the check is to be checked anew, and an ordinary one not at all", async () => {
  const { page, main, close } = await openWindow(browser, { gates: paying(IMITATION)() });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  const box = page.getByRole("checkbox", { name: "I have checked who this is" });
  await box.check();
  await page.getByLabel("Payee", { exact: true }).fill("B\u0430nk AG");
  await page.getByText("B\u0430nk AG", { exact: false }).first().waitFor();
  expect(await box.isChecked()).toBe(false);
  await page.getByLabel("Payee", { exact: true }).fill("ACME GmbH");
  await box.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect.poll(() => main.recorded).toMatchObject([{ verdict: "approve" }]);
  await close();
});

test("a payee that resembles one approved here before asks for the check too", async () => {
  const { page, main, close } = await openWindow(browser, {
    gates: paying("Modem Foods")(),
    prepare: (scripted) => {
      scripted.history = { earlier: [], earlierCount: 0, payee: "first", resembles: "Modern Foods", today: [] };
    },
  });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  await page.getByRole("checkbox", { name: "I have checked who this is" }).check();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect.poll(() => main.recorded).toMatchObject([{ checkedNames: ["Modem Foods"] }]);
  await close();
});

test("where main alone knows whom it resembles, its refusal brings up the check; turning it down needs none", async () => {
  const { page, main, close } = await openWindow(browser, { gates: paying("Modem Foods")() });
  const record = main.handlers["decisions.record"];
  const checking: typeof record = async (intention) => {
    if (intention.verdict === "approve" && intention.checkedNames?.includes("Modem Foods") !== true)
      throw new ConsoleError("decision/payee-not-checked", "Check the payee.");
    return record(intention);
  };
  Object.assign(main.handlers, { "decisions.record": checking });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "could be taken for another one" }).waitFor();
  await page.getByRole("checkbox", { name: "I have checked who this is" }).waitFor();
  await page.getByLabel("Reason", { exact: true }).fill("not our supplier");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect.poll(() => main.recorded).toMatchObject([{ verdict: "reject" }]);
  await close();
});
