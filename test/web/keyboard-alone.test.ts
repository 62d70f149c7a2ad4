import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { everyDecision } from "./sample-decisions.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

interface Stop {
  readonly name: string;
  /** An outline, or a frame around it that takes its place. */
  readonly visible: boolean;
}

/**
 * Presses Tab until a whole round has brought nothing new, and writes down every stop. A dialog that has just opened, or a
 * section that has just been shown, may still move the focus once while the first round is under way.
 */
async function walk(page: Page): Promise<Stop[]> {
  await page.evaluate("globalThis.seen = new Set()");
  const stops: Stop[] = [];
  let known = 0;
  for (let step = 0; step < 300 && known <= stops.length; step += 1) {
    await page.keyboard.press("Tab");
    // At either end of a dialog the focus goes over a guard, which hands it on a moment later.
    await page.locator("[data-base-ui-focus-guard]:focus").waitFor({ state: "detached" });
    const stop = await page.evaluate<Stop | "outside" | null>(`(() => {
      const element = document.activeElement;
      if (element === document.body) return "outside";
      if (seen.has(element)) return null;
      seen.add(element);
      const drawn = (one) => one !== null && getComputedStyle(one).outlineStyle !== "none";
      const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
      return { name: name.trim(), visible: drawn(element) || drawn(element.closest("label, [class*=option]")) };
    })()`);
    if (stop === "outside") continue;
    known = stop === null ? known + 1 : 0;
    if (stop !== null) stops.push(stop);
  }
  if (known <= stops.length) throw new Error("The focus never came round.");
  return stops;
}

/**
 * What can be done with a pointer and was not reached: one tab, radio button or row stands for its whole group, and a row's
 * checkbox is its key `x`.
 */
function missed(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const inside = document.querySelector("[role=dialog]") ?? document;
    const all = [...inside.querySelectorAll("button, input, select, textarea, summary, [role=tab]")];
    const open = all.filter((one) => !one.disabled && one.closest("[inert], [aria-hidden=true]") === null && one.checkVisibility());
    const grouped = "[role=tab], [type=radio], [role=radio], [data-token], li [type=checkbox]";
    return open.filter((one) => !seen.has(one) && !one.matches(grouped)).map((one) => one.outerHTML.slice(0, 120));
  })()`);
}

async function open() {
  const opened = await openWindow(browser, {
    prepare: (main) => void main.decisions.push(...everyDecision(Date.now())),
  });
  await opened.page.getByRole("list", { name: "Waiting gates" }).waitFor();
  return opened;
}

test("Tab reaches everything in the window, each stop is seen, and it begins at the top", async () => {
  const { page, complaints, close } = await open();
  await page.keyboard.press("j");
  await page.getByRole("region", { name: "Pay ACME GmbH", exact: true }).waitFor();
  await page.evaluate("document.activeElement.blur()");
  const stops = await walk(page);
  expect(stops.filter(({ visible }) => !visible)).toEqual([]);
  expect(await missed(page)).toEqual([]);
  const names = stops.map(({ name }) => name);
  // It began where the open row is; what counts is the order from the top of the window on.
  const top = names.indexOf("Check now");
  const order = [...names.slice(top), ...names.slice(0, top)];
  const first = (name: string) => order.findIndex((one) => one.startsWith(name));
  expect(["Check now", "Search gates", "Approve", "Undo"].map(first)).not.toContain(-1);
  expect(first("Check now")).toBeLessThan(first("Search gates"));
  expect(first("Search gates")).toBeLessThan(first("Approve"));
  expect(first("Approve")).toBeLessThan(first("Undo"));
  expect(await complaints()).toEqual([]);
  await close();
});

test.each([
  ["?", "Keyboard shortcuts", []],
  ["v", "Raw request", []],
  ["Control+Comma", "Settings", ["Appearance", "Environments", "Decisions", "Alerts", "This computer"]],
] as const)(
  "the dialog of %s keeps Tab inside, all of it within reach, and Esc gives the focus back",
  async (key, name, sections) => {
    const { page, complaints, close } = await open();
    await page.keyboard.press("j");
    await page.getByRole("region", { name: "Pay ACME GmbH", exact: true }).waitFor();
    await expect.poll(() => page.evaluate("document.activeElement.title")).toBe("Pay ACME GmbH");
    await page.keyboard.press(key);
    const dialog = page.getByRole("dialog", { name });
    await dialog.waitFor();
    // The dialog takes the focus a frame after it is there, and would take it out of the middle of the walk.
    await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    for (const section of sections.length === 0 ? [null] : sections) {
      if (section !== null) await dialog.getByRole("tab", { name: section, exact: true }).press("Enter");
      await dialog.getByText("Loading…").waitFor({ state: "detached" });
      const stops = await walk(page);
      expect([section, stops.filter(({ visible }) => !visible)]).toEqual([section, []]);
      expect([section, await missed(page)]).toEqual([section, []]);
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    // Wherever the focus is lost, the window behind cannot have it.
    expect(await page.evaluate("document.getElementById('root').inert")).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await page.evaluate("document.getElementById('root').inert")).toBe(false);
    await expect.poll(() => page.evaluate("document.activeElement.title")).toBe("Pay ACME GmbH");
    expect(await complaints()).toEqual([]);
    await close();
  },
);

test("the first start is filled in and sent by keyboard alone", async () => {
  const { page, close } = await openWindow(browser, {
    prepare: (main) => {
      main.session = { ...main.session, environments: [] };
    },
  });
  await page.getByRole("heading", { name: "Connect to Trigger.dev" }).waitFor();
  const stops = await walk(page);
  expect(stops.filter(({ visible }) => !visible)).toEqual([]);
  expect(await missed(page)).toEqual([]);
  await page.getByLabel("Secret key").focus();
  await page.keyboard.type("tr_dev_wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "Not connected" }).waitFor();
  await close();
});
