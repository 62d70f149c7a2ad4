import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { sampleHistory } from "./sample-history.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("a card tells what this computer remembers of its payee, and its earlier decisions when they are asked for", async () => {
  const { page, complaints, close } = await openWindow(browser, {
    prepare: (main) => {
      main.history = sampleHistory(Date.now());
    },
  });
  await page
    .getByRole("button", { name: /^Pay ACME GmbH/u })
    .first()
    .click();
  const note = (name: string) => page.getByRole("note", { name });
  await note("Possibly paid already")
    .getByText(/EUR\s1,250\.00 to the same payee or account/u)
    .waitFor();
  await note("New account for a known payee").waitFor();
  await page.getByText(/since midnight: EUR\s12,400\.10 and USD\s90\.00 \(4 decisions\)\./u).waitFor();
  const earlier = page.getByText("6 earlier decisions");
  await earlier.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Approved, Delivered").first().waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("a payee that passes for a known one is named beside it, and one that is new is said to be", async () => {
  const { page, main, nudge, close } = await openWindow(browser, {
    prepare: (scripted) => {
      scripted.history = { earlier: [], earlierCount: 0, payee: "first", resembles: "ACME GmbH", today: [] };
    },
  });
  await page
    .getByRole("button", { name: /^Pay ACME GmbH/u })
    .first()
    .click();
  await page.getByRole("note", { name: "Looks like another payee" }).getByText("passes for “ACME GmbH”").waitFor();
  main.history = { earlier: [], earlierCount: 0, payee: "first", today: [] };
  nudge({ topic: "decisions.changed" });
  await page.getByRole("note", { name: "First payment to this payee" }).waitFor();
  await page.getByText("No earlier decision about this payee.").waitFor();
  await close();
});

test("a history that cannot be read says so, instead of looking as if nothing was the matter", async () => {
  const { page, close } = await openWindow(browser, {
    prepare: (scripted) => {
      Object.assign(scripted.handlers, {
        "card.history": () => Promise.reject(new Error("The disk does not answer.")),
      });
    },
  });
  await page
    .getByRole("button", { name: /^Pay ACME GmbH/u })
    .first()
    .click();
  await page.getByRole("note", { name: "History not available" }).waitFor();
  await close();
});
