import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { focusedName } from "./focused-name.ts";
import { launchChromium, openWindow } from "./open-window.ts";
import { manyGates } from "./sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openAlerts(page: Page, [settings, alerts] = ["Settings", "Alerts"]): Promise<void> {
  await page.getByRole("button", { name: settings ?? "" }).click();
  await page.getByRole("tab", { name: alerts ?? "" }).click();
}

test("quiet hours, sound and details are chosen by keyboard and kept", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  const alerts = async () => (await main.handlers["preferences.get"]({})).alerts;
  await openAlerts(page);
  await page.getByLabel("Hold announcements back at set times").press("Space");
  await page.getByLabel("From", { exact: true }).fill("20:30");
  await page.getByLabel("To", { exact: true }).fill("07:15");
  await page.getByLabel("Monday").press("Space");
  await page.getByLabel("Sunday").press("Space");
  await page.getByText("They end on the day after.").waitFor();
  await expect
    .poll(async () => (await alerts()).quietHours)
    .toEqual({ on: true, from: "20:30", to: "07:15", days: [2, 3, 4, 5, 0] });

  await page.getByRole("radio", { name: "For every alert" }).press("Space");
  await page.getByRole("slider", { name: "Volume" }).press("ArrowRight");
  await page.getByLabel("Show titles and amounts in notifications").press("Space");
  await expect.poll(alerts).toMatchObject({ sound: "all", volume: 65, details: true });
  await page.getByRole("radio", { name: "None" }).press("Space");
  await page.getByRole("slider", { name: "Volume" }).waitFor({ state: "detached" });
  expect(await complaints()).toEqual([]);
  await close();
});

test("two days that are changed before the window renders the first are both changed", async () => {
  const { page, main, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  await openAlerts(page);
  await page.getByLabel("Hold announcements back at set times").press("Space");
  await page.getByLabel("Monday").waitFor();
  await page.evaluate(() => {
    for (const day of ["Monday", "Friday"]) document.querySelector<HTMLElement>(`[aria-label="${day}"]`)?.click();
  });
  await expect.poll(async () => (await main.handlers["preferences.get"]({})).alerts.quietHours.days).toEqual([2, 3, 4]);
  await close();
});

test("a mute says until when, and is ended here, with the focus where one goes on", async () => {
  const { page, main, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  await openAlerts(page);
  await page.getByRole("button", { name: "For an hour" }).press("Enter");
  await page.getByText(/^Muted until/u).waitFor();
  expect(await focusedName(page)).toBe("Notify me again");
  expect((await main.handlers["preferences.get"]({})).alerts.mutedUntil).toBeGreaterThan(Date.now() + 59 * 60_000);
  await page.getByRole("button", { name: "Notify me again" }).press("Enter");
  await page.getByRole("button", { name: "Until tomorrow, 8:00" }).waitFor();
  expect(await focusedName(page)).toBe("For an hour");
  await close();
});

test("a shortcut is pressed, not spelled; Tab leaves the field, and a refusal says why and keeps the old one", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  await openAlerts(page);
  const field = page.getByLabel("Global shortcut");
  await field.press("g");
  await field.press("Control+Alt+g");
  await expect.poll(() => field.inputValue()).toBe("Ctrl + Alt + G");

  const change = main.handlers["preferences.change"];
  const presence = await main.handlers["presence.get"]({});
  Object.assign(main.handlers, {
    "preferences.change": () => change({}),
    "presence.get": async () => ({
      ...presence,
      shortcutProblem: { accelerator: "Control+Alt+T", cause: "taken" },
    }),
  });
  await field.press("Control+Alt+t");
  await page.getByRole("alert").filter({ hasText: "Ctrl + Alt + T belongs to another program" }).waitFor();
  expect(await field.inputValue()).toBe("Ctrl + Alt + G");
  await field.press("Tab");
  expect(await page.getByRole("button", { name: "Remove" }).evaluate((button) => button.matches(":focus"))).toBe(true);
  expect(await complaints()).toEqual([]);
  await close();
});

test("starting at login is what the system says, and a refusal of the system is shown", async () => {
  const { page, main, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  await openAlerts(page);
  const box = page.getByLabel("Start Countersign in the tray, without its window");
  await box.click();
  await page.locator("input:checked").and(box).waitFor();
  Object.assign(main.handlers, {
    "presence.startAtLogin": async () => {
      throw new Error("read-only file system");
    },
  });
  await box.click();
  await page.getByRole("alert").filter({ hasText: "Not saved" }).waitFor();
  expect(await box.isChecked()).toBe(true);
  await close();
});

test.each([
  ["light", "en-GB", ["Settings", "Alerts"]],
  ["dark", "de-DE", ["Einstellungen", "Meldungen"]],
] as const)("with everything open axe objects to nothing, %s, %s", async (colorScheme, locale, names) => {
  const { page, main, close } = await openWindow(browser, { context: { colorScheme, locale } });
  await main.handlers["preferences.change"]({
    alerts: {
      quietHours: { on: true, from: "18:00", to: "08:00", days: [1] },
      shortcut: "Control+Alt+G",
      mutedUntil: Date.now() + 60 * 60_000,
    },
  });
  const presence = await main.handlers["presence.get"]({});
  Object.assign(main.handlers, {
    "presence.get": async () => ({
      ...presence,
      doNotDisturb: "on",
      shortcutProblem: { accelerator: "Control+Alt+T", cause: "taken" },
    }),
  });
  await page.reload();
  await openAlerts(page, [...names]);
  await page.getByRole("alert").waitFor();
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`))).toEqual([]);
  await close();
});
