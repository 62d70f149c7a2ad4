import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openScreen } from "#test/screens/photograph.ts";
import { screens } from "#test/screens/screens.ts";
import { launchChromium, openWindow } from "./open-window.ts";
import { everyDecision } from "./sample-decisions.ts";
import { sampleHistory } from "./sample-history.ts";
import { tokenIdOf } from "./sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What axe looks at colours for. Nothing but colours differs between the themes, so the second is asked for these alone. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** What axe finds in the window as it stands, in both themes. */
async function findings(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await new AxeBuilder({ page }).withTags(RULES).analyze();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await new AxeBuilder({ page }).withRules(COLOUR_RULES).analyze();
  return Object.entries({ light, dark }).flatMap(([theme, { violations }]) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => `${theme}: ${id}: ${node.target.join(" ")}`)),
  );
}

test("a card of a gate that cannot be approved has nothing that axe objects to, whatever keeps it from it", async () => {
  const { page, main, close } = await openWindow(browser, {
    context: { reducedMotion: "reduce" },
    prepare: (scripted) => {
      scripted.decisions.push(...everyDecision(Date.now()));
      scripted.history = sampleHistory(Date.now());
      scripted.logs.push({
        id: "a",
        at: Date.now(),
        level: "warn",
        message: "\u001b[31mred\u001b[0m \u001b[2mdim\u001b[0m",
      });
    },
  });
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  for (const name of ["unreadable", "notlisted", "conversation"]) {
    main.nudge({ topic: "gate.selected", tokenId: tokenIdOf(name) });
    const title = main.gates.find((gate) => gate.row.tokenId === tokenIdOf(name))?.row.title ?? "";
    await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
    expect([name, await findings(page)]).toEqual([name, []]);
  }
  await close();
});

test.each(screens)("axe finds nothing at WCAG 2.2 AA on $name, light and dark", async (screen) => {
  const { page, complaints, close } = await openScreen(browser, screen, 100);
  expect(await findings(page)).toEqual([]);
  expect(await complaints()).toEqual([]);
  await close();
});

test("nor does axe on any screen of many gates at once, of snoozes and views", async () => {
  const { page, close } = await openWindow(browser, { context: { reducedMotion: "reduce" } });
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("Control+a");
  await page.getByRole("region", { name: "Selection" }).waitFor();
  expect(["selection", await findings(page)]).toEqual(["selection", []]);
  for (const key of ["h", "r", "a"]) {
    await page.keyboard.press(key);
    await page.getByRole("dialog").waitFor();
    if (key === "a")
      await page
        .getByRole("button", { name: /^Approve \d+ gates/u })
        .and(page.locator(":enabled"))
        .waitFor();
    expect([key, await findings(page)]).toEqual([key, []]);
    if (key !== "a") await page.keyboard.press("Escape");
    if (key !== "a") await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^\d+ decided/u).waitFor();
  expect(["outcomes", await findings(page)]).toEqual(["outcomes", []]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: "Saved views" }).selectOption("Save or change views…");
  await page.getByRole("dialog", { name: "Saved views" }).waitFor();
  expect(["views", await findings(page)]).toEqual(["views", []]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await close();
});
