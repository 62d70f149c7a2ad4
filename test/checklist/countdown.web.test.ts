import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { sampleGate } from "#test/web/sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const NOW = Date.parse("2026-11-24T09:00:00Z");
const MINUTE = 60_000;

/** A gate whose deadline is half an hour away, and a server that is two minutes ahead of this computer. */
async function openCard() {
  const opened = await openWindow(browser, {
    gates: [sampleGate({ name: "acme", minutesLeft: 30 }, NOW)],
    stoppedAt: NOW,
    prepare: (main) => {
      main.session = { ...main.session, clock: { offsetMs: 2 * MINUTE, errorMs: 40 } };
    },
  });
  await opened.page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  return { ...opened, timer: opened.page.getByRole("timer") };
}

test("17: the countdown, on the card and in the list, runs by the server's clock", async () => {
  const { page, timer, complaints, close } = await openCard();
  await timer.getByText("28 min 0 s").waitFor();
  await page.getByRole("listitem", { name: "Pay ACME GmbH" }).getByText("28 min").waitFor();
  await page.clock.setFixedTime(NOW + 90_000);
  await timer.getByText("26 min 30 s").waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("17: a screen reader hears of it when a threshold is passed, and not between", async () => {
  const { page, timer, close } = await openCard();
  expect(await timer.getAttribute("aria-live")).toBe("off");
  const spoken = timer.locator("[aria-live=assertive]");
  const heard: string[] = [];
  for (const [left, shown] of [
    [16.5, "16 min 30 s"],
    [14.5, "14 min 30 s"],
    [6, "6 min 0 s"],
    [4.5, "4 min 30 s"],
    [2, "2 min 0 s"],
    [0.5, "30 seconds"],
    [-0.5, "Deadline passed"],
  ] as const) {
    await page.clock.setFixedTime(NOW + (28 - left) * MINUTE);
    await timer.getByText(shown, { exact: true }).waitFor();
    heard.push((await spoken.textContent()) ?? "");
  }
  expect(heard).toEqual([
    "",
    "Less than 15 minutes left to decide.",
    "Less than 15 minutes left to decide.",
    "Less than 5 minutes left to decide.",
    "Less than 5 minutes left to decide.",
    "Less than one minute left to decide.",
    "The deadline has passed.",
  ]);
  await close();
});
