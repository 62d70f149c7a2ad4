import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { manyGates, tokenIdOf } from "#test/web/sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openSettings(page: Page): Promise<void> {
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("Control+Comma");
  await page.getByRole("tab", { name: "Appearance" }).click();
}

test("41: theme, contrast, motion and language change at once and are kept", async () => {
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

test("41: Ctrl with plus, minus and nought changes the size, while typing too", async () => {
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

test("41: sizes asked for faster than they are stored add up, whatever an answer to an older question says", async () => {
  const { page, main, close } = await openWindow(browser, { gates: manyGates(2, Date.now()) });
  await page.getByLabel("Search gates").focus();
  const read = main.handlers["preferences.get"];
  const stored = async () => (await read({})).appearance.zoom;
  const before = await read({});
  const held = Promise.withResolvers<undefined>();
  // What is read from now on is answered late, and with what it was before.
  Object.assign(main.handlers, { "preferences.get": async () => held.promise.then(() => before) });
  for (const _ of [1, 2, 3]) await page.keyboard.press("Control+Equal");
  await expect.poll(stored).toBe(150);
  Object.assign(main.handlers, { "preferences.get": read });
  main.nudge({ topic: "preferences.changed" });
  await page.keyboard.press("Control+Minus");
  held.resolve(undefined);
  await expect.poll(stored).toBe(125);
  await close();
});

test("41: with forced colours every state that a colour tells is told by a border or words too", async () => {
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
