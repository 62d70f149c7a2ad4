import { type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { manyGates, tokenIdOf } from "./sample-gates.ts";
import type { ScriptedMain } from "./scripted-handlers.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const open = () => openWindow(browser, { gates: manyGates(8, Date.now()) });
/** Until its paint is acknowledged, a card takes no decision. */
async function waitUntilPainted(main: ScriptedMain, name: string): Promise<void> {
  await expect.poll(() => main.painted.map(({ tokenId }) => tokenId)).toContain(tokenIdOf(name));
}

const openCard = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

test("a queue is cleared with two keys a decision: approve, and the next card comes up", async () => {
  const { page, main, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("j");
  for (const number of [0, 1, 2]) {
    await openCard(page, `Pay supplier ${number}`).getByRole("button", { name: "Approve", exact: true }).waitFor();
    await waitUntilPainted(main, `many${number}`);
    await page.keyboard.press("a");
  }
  await openCard(page, "Pay supplier 3").waitFor();
  expect(main.recorded.map(({ verdict }) => verdict)).toEqual(["approve", "approve", "approve"]);
  await close();
});

test("j, k and the arrows walk the list; Escape returns to the row", async () => {
  const { page, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  for (const key of ["j", "j", "ArrowDown", "k"]) await page.keyboard.press(key);
  await openCard(page, "Pay supplier 1").waitFor();
  await page.keyboard.press("e");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  expect(await page.evaluate("document.activeElement.getAttribute('title')")).toContain("Pay supplier 1");
  await close();
});

test("a card is there before its run's log, which follows once the card has been painted", async () => {
  const { page, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 0").getByRole("log").waitFor();
  await page.evaluate(() => {
    new MutationObserver((_records, observer) => {
      if (document.querySelector("main h2")?.textContent !== "Pay supplier 1") return;
      observer.disconnect();
      Object.assign(globalThis, { cameWithItsLog: document.querySelector("main [role=log]") !== null });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 1").getByRole("log").waitFor();
  expect(await page.evaluate("cameWithItsLog")).toBe(false);
  await close();
});

test("r asks for the reason first, and Ctrl+Enter sends it", async () => {
  const { page, main, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 0").waitFor();
  await waitUntilPainted(main, "many0");
  await page.keyboard.press("r");
  await page.keyboard.type("arrj");
  expect(main.recorded).toEqual([]);
  await page.keyboard.press("Control+Enter");
  await openCard(page, "Pay supplier 1").waitFor();
  expect(main.recorded).toMatchObject([{ verdict: "reject", comment: "arrj" }]);
  await close();
});

test("a key that is held down never decides", async () => {
  const { page, main, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 0").waitFor();
  await waitUntilPainted(main, "many0");
  await page.keyboard.down("a");
  await page.keyboard.down("a");
  await page.keyboard.down("a");
  await openCard(page, "Pay supplier 1").waitFor();
  await page.keyboard.up("a");
  expect(main.recorded).toHaveLength(1);
  await close();
});

test("u takes the last decision back and brings its card", async () => {
  const { page, main, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 0").waitFor();
  await waitUntilPainted(main, "many0");
  await page.keyboard.press("a");
  await openCard(page, "Pay supplier 1").waitFor();
  await page.getByRole("list", { name: "Recent decisions" }).getByRole("button", { name: /^Undo/u }).waitFor();
  await page.keyboard.press("u");
  await openCard(page, "Pay supplier 0").getByRole("button", { name: "Approve", exact: true }).waitFor();
  expect(main.decisions[0]?.status.state).toBe("withdrawn");
  await close();
});

test("no shortcut decides behind a dialog, and neither the palette nor the sheet does", async () => {
  const { page, main, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 0").waitFor();
  await waitUntilPainted(main, "many0");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("a");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Command palette" }).waitFor();
  await page.keyboard.type("supplier 5");
  await page.getByRole("option", { name: "Pay supplier 5" }).waitFor();
  await page.keyboard.press("Enter");
  await openCard(page, "Pay supplier 5").waitFor();
  expect(main.recorded).toEqual([]);
  await close();
});

test("/ searches as one types, and the filters can be cleared again", async () => {
  const { page, close } = await open();
  const list = page.getByRole("list", { name: "Waiting gates" });
  await list.waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("supplier 7");
  await expect.poll(() => list.getByRole("listitem").count()).toBe(1);
  await page.keyboard.type("x");
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect.poll(() => list.getByRole("listitem").count()).toBe(8);
  await close();
});

test("a key that is held down while a card comes up decides nothing", async () => {
  const { page, main, close } = await open();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.down("a");
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 0").getByRole("button", { name: "Approve", exact: true }).waitFor();
  await waitUntilPainted(main, "many0");
  // The driver sends every further "down" of a held key as the repetition that a keyboard makes of it.
  for (let repeat = 0; repeat < 5; repeat += 1) await page.keyboard.down("a");
  await page.keyboard.up("a");
  // Behind the repetitions in the same queue: what they would have decided had been decided by then.
  await page.keyboard.press("j");
  await openCard(page, "Pay supplier 1").waitFor();
  expect(main.recorded).toEqual([]);
  await close();
});
