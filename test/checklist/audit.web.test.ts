import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { sampleRecords } from "#test/web/sample-records.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openAudit(records = sampleRecords()) {
  const exported: string[] = [];
  let checks = 0;
  const opened = await openWindow(browser, {
    prepare: (main) =>
      Object.assign(main.handlers, {
        ...records,
        "audit.check": async (input: Record<string, never>) => {
          checks += 1;
          return records["audit.check"](input);
        },
        "audit.export": async ({ format }: { format: string }) => {
          exported.push(format);
          return { path: `/home/jonas/audit.${format}`, entries: 240 };
        },
      }),
  });
  await opened.page.getByRole("tab", { name: "Audit" }).click();
  return { ...opened, exported, checks: () => checks };
}

const entries = (page: Page) => page.getByRole("list", { name: "Audit log" });

test("28: the audit log is checked when its tab is opened and whenever somebody asks, never by a nudge", async () => {
  const { page, nudge, checks, complaints, close } = await openAudit();
  await page.getByText("Chain verified, 240 entries").waitFor();
  await page.getByText(/Last checkpoint: entry 200/u).waitFor();
  nudge({ topic: "decisions.changed" });
  nudge({ topic: "gates.changed" });
  await entries(page).getByText("Pay supplier 80").waitFor();
  expect(checks()).toBe(1);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect.poll(checks).toBe(2);
  expect(await complaints()).toEqual([]);
  await close();
});

test("28: a broken chain says what is wrong, and where", async () => {
  const problems = [{ entry: 17, problem: "its hash does not match its content" }];
  const { page, close } = await openAudit(sampleRecords(240, { problemCount: 23, problems }));
  const broken = page.getByRole("note", { name: "The chain is broken: 23 findings" });
  await broken.getByText("Entry 17: its hash does not match its content.").waitFor();
  await broken.getByText("22 more findings.").waitFor();
  await close();
});

test("28: the log is exported as JSON Lines and as CSV, and says where it went", async () => {
  const { page, exported, close } = await openAudit();
  await page.getByRole("button", { name: "Export as JSON Lines…" }).click();
  await page.getByText("240 entries written to /home/jonas/audit.jsonl").waitFor();
  await page.getByRole("button", { name: "Export as CSV…" }).click();
  await page.getByText("240 entries written to /home/jonas/audit.csv").waitFor();
  expect(exported).toEqual(["jsonl", "csv"]);
  await close();
});

test("28: entries are read in words, searched, walked by keyboard and opened as they stand in the log", async () => {
  const { page, complaints, close } = await openAudit();
  const first = entries(page).getByRole("button").first();
  await expect
    .poll(() => first.textContent())
    .toMatch(/^Decision recorded: Approved.*Pay supplier 80Entry 240Jonas Weber5a5a5a5a5a5a$/u);
  await page.keyboard.press("j");
  const pane = page.getByRole("main");
  await pane.getByRole("heading", { name: "Decision recorded: Approved" }).waitFor();
  await page.keyboard.press("j");
  await pane.getByRole("heading", { name: "Delivered" }).waitFor();
  await pane.getByText("decision 239").waitFor();
  await pane.getByText("<b>text</b>").waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("supplier 12");
  await page.getByText("3 matches", { exact: true }).waitFor();
  expect(await entries(page).getByRole("listitem").count()).toBe(3);
  await page.getByRole("searchbox", { name: "Search the audit log" }).fill("nobody");
  await page.getByText("No entry matches").waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("28: in a narrow window the keys walk the list, Enter opens the entry and a button leads back", async () => {
  const { page, complaints, close } = await openAudit();
  await page.setViewportSize({ width: 640, height: 700 });
  await entries(page).getByText("Entry 240", { exact: true }).waitFor();
  for (const key of ["j", "j", "k", "j"]) await page.keyboard.press(key);
  expect(await page.evaluate("document.activeElement.dataset.entry")).toBe("239");
  await entries(page).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("main").getByRole("heading", { name: "Delivered" }).waitFor();
  await entries(page).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Back to the list" }).click();
  await entries(page).waitFor();
  await expect.poll(() => page.evaluate("document.activeElement.dataset.entry")).toBe("239");
  expect(await complaints()).toEqual([]);
  await close();
});

test("28: a hundred thousand entries take no more of the page than ten", async () => {
  const { page, close } = await openAudit(sampleRecords(100_000));
  await entries(page).getByText("Entry 100000", { exact: true }).waitFor();
  await entries(page).evaluate((list) => {
    if (list.parentElement !== null) list.parentElement.scrollTop = 50_000 * 66;
  });
  await entries(page)
    .getByText(/^Entry (?:49|50)\d{3}$/u)
    .first()
    .waitFor();
  expect(await entries(page).getByRole("listitem").count()).toBeLessThan(30);
  await close();
});
