import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenedWindow, launchChromium, openWindow } from "./open-window.ts";
import { everyDecision } from "./sample-decisions.ts";
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

const card = () => opened.page.getByRole("region").filter({ has: opened.page.getByRole("heading", { level: 2 }) });

test("four eyes: row and card say which approval of how many this is, and that one more follows", async () => {
  const { page, main } = opened;
  main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("four-eyes") });
  await card().getByRole("heading", { level: 2, name: "Pay Nordwind Logistik AG" }).waitFor();
  expect(await card().getByText("Approval 1 of 2").count()).toBe(2);
  await page.getByRole("list", { name: "Waiting gates" }).getByText("1 of 2").first().waitFor({ timeout: 10_000 });
});

test.each([
  ["completed", undefined, "The run went on and completed."],
  [
    "failed",
    "CommitInDoubtError: The connection to the database broke while the write was being committed. It may or may not have been written: look at the row itself.",
    "It may or may not have been written: look at the row itself.",
  ],
  ["failed", "The invoice is no longer held by this run. Nothing was paid.", "Nothing was paid."],
] as const)(
  "approved is not executed: a run that %s says what is known of the row (%s)",
  async (runEnd, error, words) => {
    const { main } = opened;
    const gate = main.gates.find(({ row }) => row.tokenId === tokenIdOf("acme"));
    const delivered = everyDecision(Date.now()).find(({ status }) => status.state === "delivered");
    if (gate?.card.run === undefined || delivered === undefined) throw new Error("There is no such sample.");
    const run = { ...gate.card.run, ended: true, status: runEnd.toUpperCase(), ...(error !== undefined && { error }) };
    gate.card = { ...gate.card, run, condition: { kind: "settled", by: "you" } };
    main.decisions.splice(0, main.decisions.length, { ...delivered, tokenId: tokenIdOf("acme"), runEnd });
    main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("acme") });
    main.nudge({ topic: "card.changed", tokenId: tokenIdOf("acme") });
    await card().getByText(words, { exact: false }).first().waitFor();
  },
);
