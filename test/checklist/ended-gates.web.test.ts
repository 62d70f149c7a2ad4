import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenedWindow, launchChromium, openWindow } from "#test/web/open-window.ts";
import { tokenIdOf } from "#test/web/sample-gates.ts";

let browser: Browser;
let opened: OpenedWindow;
beforeAll(async () => {
  browser = await launchChromium();
  opened = await openWindow(browser);
  await opened.page.getByRole("list", { name: "Waiting gates" }).waitFor();
});
afterAll(async () => {
  await opened.close();
  await browser.close();
});

const ended = [
  ["expired", "The deadline passed", "Nothing was approved"],
  ["settled", "Already settled", "Settled by Amara Okafor: Reject"],
  ["orphaned", "Nobody is waiting for this decision", "The run ended (CRASHED)"],
] as const;

test.each(ended)("22: a gate that is %s says so, and neither button nor key decides it", async (name, title, words) => {
  const { page, main } = opened;
  main.nudge({ topic: "gate.selected", tokenId: tokenIdOf(name) });
  const card = page.getByRole("region").filter({ has: page.getByRole("heading", { level: 2 }) });
  await card.getByRole("note", { name: title }).getByText(words, { exact: false }).waitFor();
  for (const button of ["Approve", "Reject"])
    expect(await card.getByRole("button", { name: button, exact: true }).isDisabled()).toBe(true);
  for (const key of ["a", "r", "s"]) await page.keyboard.press(key);
  expect(main.recorded).toEqual([]);
});

test("22: a gate that ends while it is read turns its buttons off under the reader's eyes", async () => {
  const { page, main } = opened;
  main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("acme") });
  const card = page.getByRole("region").filter({ has: page.getByRole("heading", { level: 2 }) });
  const approve = card.getByRole("button", { name: "Approve", exact: true });
  await approve.and(page.locator(":enabled")).waitFor();
  const gate = main.gates.find(({ row }) => row.tokenId === tokenIdOf("acme"));
  if (gate === undefined) throw new Error("There is no such sample.");
  gate.card = { ...gate.card, condition: { kind: "orphaned", runStatus: "CANCELED" } };
  main.nudge({ topic: "card.changed", tokenId: tokenIdOf("acme") });
  await approve.and(page.locator(":disabled")).waitFor();
  await page.keyboard.press("a");
  expect(main.recorded).toEqual([]);
});
