import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { manyGates, tokenIdOf } from "./sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const settings = (page: Page) => page.getByRole("dialog", { name: "Settings" });

async function openSettings(page: Page, section = "Appearance"): Promise<void> {
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("Control+Comma");
  await settings(page).getByRole("tab", { name: section }).click();
}

test("the settings open by key, button and palette, and are walked by keyboard alone", async () => {
  const { page, complaints, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  await openSettings(page);
  await page.keyboard.press("Escape");
  await settings(page).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Settings" }).click();
  await settings(page).waitFor();
  await page.keyboard.press("Escape");
  await settings(page).waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Settings");
  await page.keyboard.press("Enter");
  await settings(page).waitFor();

  const first = page.getByRole("tab", { name: "Appearance" });
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Environments" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("radio", { name: "Light", checked: true }).waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("theme, contrast, motion and language change at once and are kept", async () => {
  const { page, main, complaints, close } = await openWindow(browser, {
    gates: manyGates(2, Date.now()),
    context: { colorScheme: "light" },
  });
  await openSettings(page);
  const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
  const softInk = () =>
    page.evaluate<string>("getComputedStyle(document.documentElement).getPropertyValue('--ink-soft')");
  const before = { ground: await ground(), softInk: await softInk() };
  await page.getByRole("radio", { name: "Dark" }).click();
  await expect.poll(ground).not.toBe(before.ground);
  await page.getByRole("radiogroup", { name: "Contrast" }).getByRole("radio", { name: "More" }).click();
  await expect.poll(softInk).not.toBe(before.softInk);
  await page.getByRole("radio", { name: "Reduced" }).click();
  await page.locator(":root[data-motion='reduced']").waitFor();
  await page.getByRole("radio", { name: "Deutsch" }).click();
  await page.getByRole("dialog", { name: "Einstellungen" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("de");

  expect((await main.handlers["preferences.get"]({})).appearance).toEqual({
    theme: "dark",
    contrast: "more",
    motion: "reduced",
    language: "de",
    zoom: 100,
  });
  await page.reload();
  await page.getByRole("list", { name: "Wartende Freigaben" }).waitFor();
  await page.locator(":root[data-theme='dark'][data-contrast='more'][data-motion='reduced']").waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("Ctrl with plus, minus and nought changes the size, while typing too", async () => {
  const { page, main, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  const zoom = async () => (await main.handlers["preferences.get"]({})).appearance.zoom;
  await page.getByLabel("Search gates").focus();
  await page.keyboard.press("Control+Equal");
  await expect.poll(zoom).toBe(110);
  await page.keyboard.press("Control+Shift+Equal");
  await expect.poll(zoom).toBe(125);
  await page.keyboard.press("Control+Minus");
  await expect.poll(zoom).toBe(110);
  await page.keyboard.press("Control+0");
  await expect.poll(zoom).toBe(100);
  await close();
});

test("the time to undo takes whole seconds up to a minute, and says where the start fixed it", async () => {
  const { page, main, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  const undo = async () => (await main.handlers["preferences.get"]({})).decisions.undoSeconds;
  await openSettings(page, "Decisions");
  const field = page.getByLabel("Time to undo, in seconds");
  await field.fill("12");
  await expect.poll(undo).toBe(12);
  await field.fill("61");
  await page.getByText("A whole number from 0 to 60.").waitFor();
  expect(await undo()).toBe(12);

  main.session = { ...main.session, undoSeconds: 1, undoFixed: true };
  main.nudge({ topic: "session.changed" });
  await page.getByRole("note").filter({ hasText: "This start fixes it at 1 second" }).waitFor();
  await close();
});

test("a change that cannot be saved says so", async () => {
  const { page, close } = await openWindow(browser, {
    gates: manyGates(2, Date.now()),
    prepare: ({ handlers }) =>
      void Object.assign(handlers, {
        "preferences.change": async () => {
          throw new Error("disk full");
        },
      }),
  });
  await openSettings(page);
  await page.getByRole("radio", { name: "Dark" }).click();
  await page.getByRole("alert").filter({ hasText: "Not saved" }).waitFor();
  await page.getByRole("radio", { name: "Dark", checked: false }).waitFor();
  await close();
});

test("with forced colours every state that a colour tells is told by a border or words too", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { context: { forcedColors: "active" } });
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  main.nudge({ topic: "gate.selected", tokenId: tokenIdOf("production") });
  const band = page.getByText("Real money and real data").locator("..");
  await band.waitFor();
  const border = (element: Element) => getComputedStyle(element).borderTopWidth;
  expect(await band.evaluate(border)).toBe("2px");
  for (const name of ["Approve", "Reject"])
    expect(await page.getByRole("button", { name, exact: true }).evaluate(border)).toBe("1px");
  await openSettings(page);
  const outline = (element: Element) => getComputedStyle(element).outlineStyle;
  expect(await page.getByRole("tab", { selected: true }).evaluate(outline)).toBe("solid");
  expect(await complaints()).toEqual([]);
  await close();
});
