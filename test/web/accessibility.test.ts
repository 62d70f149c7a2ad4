import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openScreen, THEMES } from "#test/screens/photograph.ts";
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

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}

test.each(["light", "dark"] as const)("no screen has anything that axe objects to, %s", async (colorScheme) => {
  const { page, main, close } = await openWindow(browser, {
    context: { colorScheme, reducedMotion: "reduce" },
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
  expect(await findings(page)).toEqual([]);

  for (const name of ["acme", "production", "hostile", "tampered", "unreadable", "notlisted", "conversation"]) {
    main.nudge({ topic: "gate.selected", tokenId: tokenIdOf(name) });
    const title = main.gates.find((gate) => gate.row.tokenId === tokenIdOf(name))?.row.title ?? "";
    await page
      .getByRole("heading", { level: 2 })
      .filter({ hasText: title.slice(0, 8) })
      .waitFor();
    expect([name, await findings(page)]).toEqual([name, []]);
  }

  for (const [key, dialog] of [
    ["?", "Keyboard shortcuts"],
    ["Control+k", "Command palette"],
    ["v", "Raw request"],
    ["Control+Comma", "Settings"],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole("dialog", { name: dialog }).waitFor();
    expect([dialog, await findings(page)]).toEqual([dialog, []]);
    for (const section of dialog === "Settings" ? await page.getByRole("tab").all() : []) {
      await section.click();
      const name = (await section.textContent()) ?? "";
      await page.getByRole("tabpanel", { name }).waitFor();
      expect([name, await findings(page)]).toEqual([name, []]);
    }
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }

  main.session = { ...main.session, environments: [] };
  main.nudge({ topic: "session.changed" });
  await page.getByRole("heading", { name: "Connect to Trigger.dev" }).waitFor();
  expect(await findings(page)).toEqual([]);
  await close();
});

test.each(screens)("axe finds nothing at WCAG 2.2 AA on $name, light and dark", async (screen) => {
  const { page, complaints, close } = await openScreen(browser, screen, 100);
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await findings(page)]).toEqual([colorScheme, []]);
  }
  expect(await complaints()).toEqual([]);
  await close();
});
test.each(["light", "dark"] as const)(
  "nor has any screen of many gates at once, of snoozes and views, %s",
  async (colorScheme) => {
    const { page, close } = await openWindow(browser, { context: { colorScheme, reducedMotion: "reduce" } });
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
  },
);
