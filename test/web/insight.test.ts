import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "./open-window.ts";
import { sampleRecords } from "./sample-records.ts";

const HASTE = { median: 1_400, approvals: 20, threshold: 3_000 };

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

test("each plot of the insight panel has its figures as a table too, and haste is said without refusing anything", async () => {
  const { page, complaints, close } = await openWindow(browser, {
    prepare: (main) => {
      const read = main.handlers["insight.get"];
      for (const gate of main.gates) gate.card = { ...gate.card, haste: HASTE };
      Object.assign(main.handlers, { "insight.get": async () => ({ ...(await read({})), haste: HASTE }) });
    },
  });
  await page.getByRole("button", { name: "Insight" }).click();
  const panel = page.getByRole("dialog", { name: "Insight" });
  await panel.getByRole("note", { name: "Approvals were quicker than anybody reads" }).waitFor();
  for (const [plot, row, figure] of [
    ["Time to decide", "≤ 15m", "91"],
    ["Time on card", "> 5m", "3"],
    ["Approvals by hour", "10:00", "82"],
    ["Context switches for a decision", undefined, "0.4"],
    ["Expired gates", undefined, "3"],
  ] as const) {
    const region = panel.getByRole("region", { name: plot });
    await region.getByText("As a table").click();
    const rows = region.getByRole("row");
    const wanted = row === undefined ? rows.last() : rows.filter({ hasText: row });
    expect([plot, await wanted.getByRole("cell").textContent()]).toEqual([plot, figure]);
  }
  await panel.getByText("16 switches for 41 decisions", { exact: false }).waitFor();
  await page.keyboard.press("Escape");

  await page
    .getByRole("button", { name: /^Pay ACME GmbH/u })
    .first()
    .click();
  await page.getByText("Your last 20 approvals took 1.4 secs on the card as a rule. Read this one.").waitFor();
  expect(await page.getByRole("button", { name: "Approve", exact: true }).isEnabled()).toBe(true);
  expect(await complaints()).toEqual([]);
  await close();
});

test("insight that has nothing yet explains what it will show, and the palette leads there", async () => {
  const { page, close } = await openWindow(browser, {
    prepare: (main) =>
      Object.assign(main.handlers, {
        "insight.get": async () => ({
          decisions: 0,
          approvalsByHour: Array.from({ length: 24 }, () => 0),
          weeks: [{ startsAt: 0, decisions: 0, expiries: 0, switches: 0 }],
        }),
      }),
  });
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Type a command").fill("insight");
  await page.getByRole("option", { name: "Insight", selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Insight" }).getByText("Nothing measured yet").waitFor();
  await close();
});

test("a raw request of a megabyte is searched and walked with only its visible lines in the page", async () => {
  const { page, complaints, close } = await openWindow(browser, {
    prepare: (main) => {
      const [gate] = main.gates;
      if (gate?.card.request === undefined) return;
      const lines = Array.from({ length: 12_000 }, (_, line) => `line ${line} ${"x".repeat(70)}`);
      gate.card = { ...gate.card, request: { ...gate.card.request, parameters: { lines, end: "needle" } } };
    },
  });
  await page
    .getByRole("button", { name: /^Pay ACME GmbH/u })
    .first()
    .click();
  await page.getByRole("region", { name: "Pay ACME GmbH" }).waitFor();
  await page.keyboard.press("v");
  const raw = page.getByRole("dialog", { name: "Raw request" });
  await raw.getByRole("searchbox", { name: "Search the text" }).fill("NEEDLE");
  await raw.getByText("1 of 1").waitFor();
  await raw.getByText('"end": "needle"').waitFor();
  await raw.getByRole("searchbox").fill("line 1199");
  await raw.getByText("1 of 11").waitFor();
  await page.keyboard.press("Enter");
  await raw.getByText("2 of 11").waitFor();
  expect(await raw.locator("[data-current]").count()).toBeLessThan(60);
  expect(await complaints()).toEqual([]);
  await close();
});

test.each(["light", "dark"] as const)(
  "axe objects to nothing in audit, timeline and insight, %s",
  async (colorScheme) => {
    const { page, close } = await openWindow(browser, {
      context: { colorScheme, reducedMotion: "reduce" },
      prepare: (main) => {
        for (const gate of main.gates) gate.card = { ...gate.card, haste: HASTE };
        main.steps.push(
          { id: "a", depth: 0, name: "payout-agent", at: Date.now(), state: "going-on" },
          { id: "b", depth: 1, name: "Attempt 1", at: Date.now(), durationMs: 90, state: "failed" },
        );
        Object.assign(main.handlers, sampleRecords(240, { otherKeys: 1 }));
      },
    });
    await page
      .getByRole("button", { name: /^Pay ACME GmbH/u })
      .first()
      .click();
    await page.getByRole("button", { name: "Run timeline" }).click();
    await page.getByRole("region", { name: "Run timeline" }).getByText("Attempt 1").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("tab", { name: "Audit" }).click();
    await page.locator("[data-entry]").first().click();
    await page.getByRole("heading", { name: "Decision recorded: Approved" }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Insight" }).click();
    await page.getByRole("region", { name: "Time on card" }).getByText("As a table").click();
    expect(await findings(page)).toEqual([]);
    await close();
  },
);
