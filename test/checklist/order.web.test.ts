import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { sampleGate } from "#test/web/sample-gates.ts";
import { sampleRequest } from "#test/web/sample-request.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const gate = (name: string, minutesLeft: number, amount: string, urgency: "low" | "normal" | "critical") =>
  sampleGate(
    { name, minutesLeft, request: { title: name, urgency, parameters: { ...sampleRequest().parameters, amount } } },
    Date.now(),
  );

const titles = (page: Page) =>
  page
    .getByRole("list", { name: "Waiting gates" })
    .getByRole("listitem")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")));

test("11: the queue is ordered by deadline, and by amount where that is chosen", async () => {
  const gates = [
    gate("middle", 20, "9.50", "critical"),
    gate("last", 30, "100.00", "low"),
    gate("first", 10, "20.00", "normal"),
  ];
  const { page, complaints, close } = await openWindow(browser, { gates });
  await page.getByRole("listitem", { name: "first" }).waitFor();
  await expect.poll(() => titles(page)).toEqual(["first", "middle", "last"]);
  await page.getByLabel("Order", { exact: true }).selectOption("Amount");
  await expect.poll(() => titles(page)).toEqual(["last", "first", "middle"]);
  expect(await complaints()).toEqual([]);
  await close();
});
