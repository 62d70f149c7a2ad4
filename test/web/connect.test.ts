import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { manyGates } from "./sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("the window speaks German where German is preferred", async () => {
  const { page, complaints, close } = await openWindow(browser, { context: { locale: "de-DE" } });
  const list = page.getByRole("list", { name: "Wartende Freigaben" });
  await list.getByRole("button", { name: /^Pay ACME GmbH.*1\.250,00/u }).click();
  await page.getByRole("button", { name: "Freigeben", exact: true }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("de");
  expect(await complaints()).toEqual([]);
  await close();
});

test("a start that takes long says what it may wait for, and a short one nothing", async () => {
  const keychain = Promise.withResolvers<void>();
  const { page, complaints, close } = await openWindow(browser, {
    prepare: ({ handlers }) => {
      const read = handlers["preferences.get"];
      Object.assign(handlers, { "preferences.get": async () => keychain.promise.then(() => read({})) });
    },
  });
  const waiting = page.getByText("enter the password of your keychain");
  await waiting.waitFor();
  // Counted from the page's own beginning, before which nobody can have seen it.
  expect(await page.evaluate(() => performance.now())).toBeGreaterThan(1_000);
  keychain.resolve();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  expect(await waiting.count()).toBe(0);
  expect(await complaints()).toEqual([]);
  await close();
});

test("a start that failed can be tried again", async () => {
  let isBroken = true;
  const { page, close } = await openWindow(browser, {
    prepare: ({ handlers }) => {
      const read = handlers["session.get"];
      Object.assign(handlers, {
        "session.get": async () => {
          if (isBroken) throw new Error("not yet");
          return read({});
        },
      });
    },
  });
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  isBroken = false;
  await again.click();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await close();
});

test("a card that cannot be read leaves the queue beside it working", async () => {
  const { page, main, close } = await openWindow(browser, {
    gates: manyGates(3, Date.now()),
    prepare: ({ gates }) => {
      const [, gate] = gates;
      // No number: the dispatcher refuses to hand it out, and the window has to say that the card cannot be read.
      if (gate !== undefined) gate.card = { ...gate.card, deadline: Number.NaN };
    },
  });
  await page.getByRole("button", { name: /^Pay supplier 1/u }).click();
  await page.getByRole("alert").filter({ hasText: "This card could not be read" }).waitFor();
  await page.getByRole("button", { name: /^Pay supplier 2/u }).click();
  await page.getByRole("region", { name: "Pay supplier 2" }).waitFor();
  expect(main.recorded).toEqual([]);
  await close();
});
