import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countTimers } from "./count-timers.ts";
import { launchChromium, openWindow } from "./open-window.ts";
import { manyGates } from "./sample-gates.ts";

const MAX_NODES = 600;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("ten thousand gates and ten thousand log lines take no more of the page than ten", async () => {
  const now = Date.now();
  const { page, main, complaints, close } = await openWindow(browser, {
    gates: manyGates(10_000, now),
    prepare: (scripted) => {
      for (let index = 0; index < 10_000; index += 1)
        scripted.logs.push({ id: `line${index}`, at: now, level: "info", message: `\u001b[32mstep\u001b[0m ${index}` });
    },
  });
  const list = page.getByRole("list", { name: "Waiting gates" });
  await list.waitFor();
  await page.keyboard.press("j");
  await page.getByRole("log", { name: "Execution log" }).getByText("9999").waitFor();
  expect(await page.evaluate("document.querySelectorAll('*').length")).toBeLessThanOrEqual(MAX_NODES);

  await list.evaluate((element) => {
    if (element.parentElement !== null) element.parentElement.scrollTop = 5_000 * 58;
  });
  await list.getByRole("listitem", { name: "Pay supplier 5003", exact: true }).waitFor();
  expect(await page.evaluate("document.querySelectorAll('*').length")).toBeLessThanOrEqual(MAX_NODES);

  const [first] = main.gates;
  if (first !== undefined) main.gates[0] = { ...first, row: { ...first.row, state: "settled" } };
  main.nudge({ topic: "gates.changed" });
  await page.getByRole("tab", { name: /9999/u }).waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("however many countdowns there are, the window runs one timer, and none while nobody sees it", async () => {
  const { page, close } = await openWindow(browser, {
    gates: manyGates(50, Date.now()),
    context: { viewport: { width: 1280, height: 800 } },
  });
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.addInitScript(countTimers);
  await page.reload();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("j");
  await page.getByRole("timer").waitFor();
  const timers = () => page.evaluate<number>("runningTimers.size");
  expect(await timers()).toBe(1);
  const showWindow = (shown: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, !shown);
  await showWindow(false);
  expect(await timers()).toBe(0);
  await showWindow(true);
  expect(await timers()).toBe(1);
  await close();
});
