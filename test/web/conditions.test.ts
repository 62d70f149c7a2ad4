import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenedWindow, launchChromium, openWindow } from "./open-window.ts";
import { tokenIdOf } from "./sample-gates.ts";

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

async function show(name: string) {
  opened.main.nudge({ topic: "gate.selected", tokenId: tokenIdOf(name) });
  const title = opened.main.gates.find((gate) => gate.row.tokenId === tokenIdOf(name))?.row.title ?? "";
  const card = opened.page.getByRole("region").filter({ has: opened.page.getByRole("heading", { level: 2 }) });
  await card
    .getByRole("heading", { level: 2 })
    .filter({ hasText: title.slice(0, 8) })
    .waitFor();
  return card;
}

test.each([
  ["loading", "The request is on its way"],
  ["withoutrequest", "This gate has no request"],
  ["withoutrun", "This gate names no run"],
  ["rununknown", "The run is unknown"],
  ["unreadable", "The request cannot be read"],
  ["tampered", "The request was changed"],
  ["tagsdisagree", "Label and request disagree"],
  ["notlisted", "Your key is not listed by this task"],
  ["orphaned", "Nobody is waiting for this decision"],
  ["settled", "Already settled"],
  ["expired", "The deadline passed"],
])("%s is a named state that offers no decision", async (name, words) => {
  const card = await show(name);
  await card.getByRole("note", { name: words }).waitFor();
  for (const button of ["Approve", "Reject"])
    expect(await card.getByRole("button", { name: button, exact: true }).isDisabled()).toBe(true);
  await opened.page.keyboard.press("a");
  expect(opened.main.recorded).toEqual([]);
});

test("a large request can be turned down, but not approved, before all of it is verified", async () => {
  const card = await show("payload");
  await card.getByRole("note", { name: "The full request is still being checked" }).waitFor();
  expect(await card.getByRole("button", { name: "Approve", exact: true }).isDisabled()).toBe(true);
  expect(await card.getByRole("button", { name: "Reject", exact: true }).isDisabled()).toBe(false);
});

test("hostile text stays text: markers for what is unseen, no element for what looks like markup", async () => {
  const card = await show("hostile");
  expect(await card.getByRole("heading", { level: 2 }).textContent()).toBe(
    "Pay ACME⟦U+202E⟧HbmG⟦U+202C⟧ <b>now</b>⟦U+200B⟧ and here",
  );
  expect(await card.locator("script, img, b").count()).toBe(0);
  await card.getByText("Mixes Latin and Cyrillic letters").first().waitFor();
  await card.getByText("IBAN check digits do not agree").first().waitFor();
});

test("an amount that cannot be read exactly is shown raw and said to be so", async () => {
  const card = await show("unverifiable");
  await card.getByText("1.250,00 EUR").first().waitFor();
  await card.getByText("The amount cannot be read exactly").waitFor();
});

test("neither the longest nor a right-to-left title makes the window scroll sideways", async () => {
  for (const name of ["long", "rtl"]) {
    await show(name);
    for (const width of [1280, 800, 640]) {
      await opened.page.setViewportSize({ width, height: 700 });
      expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
    await opened.page.setViewportSize({ width: 1280, height: 800 });
  }
});

test("offline is said with the time of the last good answer, and decisions stay possible", async () => {
  const { main, page } = opened;
  const asOf = new Date(2026, 10, 22, 9, 41).getTime();
  main.session = {
    ...main.session,
    environments: main.session.environments.map((environment) => ({
      ...environment,
      connection: { state: "offline", asOf, code: "gateway/unreachable", reason: "The server cannot be reached." },
    })),
  };
  main.nudge({ topic: "session.changed" });
  await page.getByRole("note", { name: "Sandbox is offline" }).getByText("09:41", { exact: false }).waitFor();
  const card = await show("acme");
  expect(await card.getByRole("button", { name: "Approve", exact: true }).isDisabled()).toBe(false);
});

test("nothing of all this broke the window's policy or threw", async () => {
  expect(await opened.complaints()).toEqual([]);
});
