import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import { launchChromium, openPage } from "./open-window.ts";
import { everyGate } from "./sample-gates.ts";
import { sampleSession } from "./sample-session.ts";
import { createScriptedMain } from "./scripted-handlers.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test.each([
  ["en-GB", "At most 35 characters.", "At most 3 entries."],
  ["de-DE", "Höchstens 35 Zeichen.", "Höchstens 3 Einträge."],
])("what the task's schema refuses stands beside its field in words (%s)", async (locale, beside, apart) => {
  const now = Date.now();
  const main = createScriptedMain(everyGate(now), sampleSession(now));
  const fields = [
    { path: "/reference", rule: "maxLength", limit: "35" },
    { path: "/lines", rule: "maxItems", limit: "3" },
  ] as const;
  let asked = 0;
  const { page, complaints, close } = await openPage(
    browser,
    {
      ...main.handlers,
      "decisions.record": async () => {
        asked += 1;
        throw new ConsoleError("edit/refused", "The edited parameters do not fit the task's schema.", { fields });
      },
    },
    { locale },
  );
  await page
    .getByRole("button", { name: /^Pay ACME GmbH/u })
    .first()
    .click();
  const reference = page.getByLabel("Reference", { exact: true });
  await reference.fill("RE 2026-1107, second half");
  await page.getByText("RE 2026-1107, second half").first().waitFor();
  await page.locator("button:has(kbd:text-is('A'))").first().click();
  await page.getByRole("alert").filter({ hasText: beside }).waitFor();
  await page.getByRole("alert").filter({ hasText: apart }).waitFor();
  expect(await reference.getAttribute("aria-invalid")).toBe("true");
  expect(await reference.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(asked).toBe(1);
  // The chosen refusal is an ordinary answer, not a fault of the page.
  expect(await complaints()).toEqual([]);
  await close();
});
