import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import { focusedName } from "#test/web/focused-name.ts";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { everyGate, manyGates, tokenIdOf } from "#test/web/sample-gates.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function open(gates = 40) {
  const opened = await openWindow(browser, { gates: manyGates(gates, Date.now()) });
  await opened.page.getByRole("list", { name: "Waiting gates" }).waitFor();
  return opened;
}

const selection = (page: Page) => page.getByRole("region", { name: "Selection" }).getByRole("status");
const dialog = (page: Page) => page.getByRole("dialog");

test("04: x and Shift select, a opens the list with its total, and one key confirms what has been on the screen", async () => {
  const { page, main, complaints, close } = await open();
  for (const [key, row, selected] of [
    ["j", 0, undefined],
    ["x", 0, "1 gate selected"],
    ["Shift+ArrowDown", 1, "2 gates selected"],
    ["Shift+ArrowDown", 2, "3 gates selected"],
    ["j", 3, "3 gates selected"],
    ["Shift+X", 3, "4 gates selected"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => page.evaluate("document.activeElement.title")).toBe(`Pay supplier ${row}`);
    if (selected !== undefined) await selection(page).getByText(selected).waitFor();
  }
  await page.keyboard.press("a");
  await dialog(page).getByRole("button", { name: "Approve 4 gates" }).and(page.locator(":enabled")).waitFor();
  expect(await dialog(page).getByLabel("Total of what will be decided").innerText()).toMatch(
    /4 gates\s+EUR\s5,000\.00/u,
  );
  expect([main.recorded, main.bulk.decided]).toEqual([[], []]);
  await page.keyboard.press("Control+Enter");
  await dialog(page).getByText("4 decided").waitFor();
  const tokenIds = [0, 1, 2, 3].map((number) => tokenIdOf(`many${number}`));
  expect(main.bulk.decided).toEqual([{ verdict: "approve", comment: "", tokenIds }]);
  await page.keyboard.press("u");
  await dialog(page).getByText("Withdrawn").first().waitFor();
  expect(await complaints()).toEqual([]);
  await close();
});

test("04: rows that were never on the screen stay waiting, and are counted before and not decided after", async () => {
  const { page, main, close } = await open();
  await page.keyboard.press("Control+a");
  await selection(page).getByText("40 gates selected").waitFor();
  await page.keyboard.press("a");
  await dialog(page)
    .getByText(/have not been on the screen and stay waiting/u)
    .waitFor();
  await dialog(page)
    .getByRole("button", { name: /^Approve \d+ gates/u })
    .and(page.locator(":enabled"))
    .waitFor();
  await page.keyboard.press("Control+Enter");
  await dialog(page)
    .getByText(/^\d+ decided/u)
    .waitFor();
  const decided = main.bulk.decided[0]?.tokenIds.length ?? 0;
  expect(decided).toBeGreaterThan(0);
  expect(decided).toBeLessThan(30);
  expect(new Set(main.bulk.visible.flat().map(({ tokenId }) => tokenId)).size).toBeGreaterThanOrEqual(decided);
  await close();
});

test("04: rejecting many asks for one reason, and what cannot be decided takes no part", async () => {
  const { page, main, close } = await openWindow(browser, { gates: everyGate(Date.now()) });
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("Control+a");
  await selection(page)
    .getByText(/gates selected/u)
    .waitFor();
  await page.keyboard.press("r");
  await dialog(page).getByText("Production", { exact: true }).waitFor();
  await dialog(page).getByText("Does not match its digest").waitFor();
  const confirm = dialog(page).getByRole("button", { name: /^Reject \d+ gates?/u });
  await dialog(page).getByText("A rejection needs a reason.").waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await dialog(page).getByLabel("Reason, the same for all").fill("Not ordered by us.");
  await page.keyboard.press("Control+Enter");
  await dialog(page)
    .getByText(/^\d+ decided/u)
    .waitFor();
  expect(main.bulk.decided).toMatchObject([{ verdict: "reject", comment: "Not ordered by us." }]);
  expect(main.bulk.decided[0]?.tokenIds).not.toContain(tokenIdOf("tampered"));
  await close();
});

test("04: while gates are selected a and r never decide the open card, and Escape lets go of them", async () => {
  const { page, main, close } = await open();
  await page.keyboard.press("j");
  await page.getByRole("region", { name: "Pay supplier 0", exact: true }).waitFor();
  await expect.poll(() => main.painted.length).toBeGreaterThan(0);
  await page.keyboard.press("x");
  await selection(page).getByText("1 gate selected").waitFor();
  await page.keyboard.press("a");
  await dialog(page).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  expect(main.recorded).toEqual([]);
  await page.keyboard.press("Escape");
  await selection(page).waitFor({ state: "detached" });
  await close();
});

test("12: the selection keeps its gates while rows move, and says which no longer wait", async () => {
  const { page, main, close } = await open(8);
  await page.keyboard.press("Control+a");
  await selection(page).getByText("8 gates selected").waitFor();
  for (const index of [0, 1]) {
    const gate = main.gates[index];
    if (gate !== undefined) main.gates[index] = { ...gate, row: { ...gate.row, state: "settled" } };
  }
  main.nudge({ topic: "gates.changed" });
  await selection(page).getByText("6 gates selected").waitFor();
  await selection(page).getByText("2 no longer wait and were dropped").waitFor();
  await close();
});

test("05: h puts the gate off, Enter takes the first choice, and it can be found and woken", async () => {
  const { page, main, close } = await open(8);
  const list = page.getByRole("list", { name: "Waiting gates" });
  await page.keyboard.press("j");
  await page.getByRole("region", { name: "Pay supplier 0", exact: true }).waitFor();
  await page.keyboard.press("h");
  await dialog(page)
    .getByRole("button", { name: /^30 minutes wakes/u })
    .and(page.locator(":focus"))
    .waitFor();
  await page.keyboard.press("Enter");
  await page
    .getByText(/^Snoozed until/u)
    .first()
    .waitFor();
  await page.getByRole("region", { name: "Pay supplier 1", exact: true }).waitFor();
  await expect.poll(() => list.getByRole("listitem").count()).toBe(7);
  await page.getByRole("button", { name: "Snoozed 1" }).click();
  await expect.poll(() => list.getByRole("listitem").count()).toBe(1);
  await list.getByRole("button", { name: /Pay supplier 0/u }).click();
  await page.getByRole("button", { name: "Wake now" }).click();
  await expect.poll(() => main.gates.every(({ row }) => row.snoozedUntil === undefined)).toBe(true);
  await close();
});

test("05: a choice that the deadline cuts short says so, and one that it leaves no time for is off", async () => {
  const { page, main, close } = await openWindow(browser, { gates: everyGate(Date.now()) });
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  for (const [name, title, words] of [
    ["acme", "Pay ACME GmbH", "The deadline is too near"],
    ["hostile", "and here", "five minutes before the deadline"],
  ] as const) {
    main.nudge({ topic: "gate.selected", tokenId: tokenIdOf(name) });
    await page.getByRole("heading", { level: 2 }).filter({ hasText: title }).waitFor();
    await page.keyboard.press("h");
    const choice = dialog(page).getByRole("button", { name: /^1 hour/u });
    await choice.getByText(words, { exact: false }).waitFor();
    expect([name, await choice.isDisabled()]).toEqual([name, name === "acme"]);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
  }
  await close();
});

test("10: where the saved views cannot be read, one more is refused in words and takes the place of none", async () => {
  const { page, main, close } = await open(2);
  const read = main.handlers["views.list"];
  const save = main.handlers["views.save"];
  await save({ views: [{ name: "Kept", search: "acme", order: "deadline" }] });
  Object.assign(main.handlers, {
    "views.list": async () => {
      throw new ConsoleError("store/corrupt", "The database could not be read.");
    },
  });
  await page.reload();
  await page.getByRole("combobox", { name: "Saved views" }).selectOption("Save or change views…");
  await dialog(page).getByLabel("Save the list as it is, named").fill("One more");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("alert").filter({ hasText: "The database could not be read." }).waitFor();
  expect((await read({})).map(({ name }) => name)).toEqual(["Kept"]);
  await close();
});

test("10: a view keeps search, filters and order by a name; it is applied, renamed and deleted", async () => {
  const { page, close } = await open(8);
  const list = page.getByRole("list", { name: "Waiting gates" });
  const views = page.getByRole("combobox", { name: "Saved views" });
  await page.keyboard.press("/");
  await page.keyboard.type("supplier 7");
  await page.getByRole("combobox", { name: "Order" }).selectOption("urgency");
  await views.selectOption("Save or change views…");
  await dialog(page).getByLabel("Save the list as it is, named").fill("Seven");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: "Rename Seven" }).click();
  await dialog(page).getByLabel("Rename Seven").fill("Number seven");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("listitem", { name: "Number seven" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Search gates" }).fill("");
  await expect.poll(() => list.getByRole("listitem").count()).toBe(8);
  await views.selectOption("Number seven");
  await expect.poll(() => list.getByRole("listitem").count()).toBe(1);
  expect(await page.getByRole("combobox", { name: "Order" }).inputValue()).toBe("urgency");
  await views.selectOption("Save or change views…");
  await dialog(page).getByLabel("Save the list as it is, named").fill("Another");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("listitem", { name: "Another" }).waitFor();
  // Both before the first is stored.
  await page.evaluate(() => {
    for (const name of ["Number seven", "Another"])
      document.querySelector<HTMLElement>(`[aria-label="Delete ${name}"]`)?.click();
  });
  await dialog(page).getByText("A view keeps a search", { exact: false }).waitFor();

  await dialog(page).getByLabel("Save the list as it is, named").fill("By keyboard");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: "Delete By keyboard" }).press("Enter");
  await dialog(page).getByRole("listitem", { name: "By keyboard" }).waitFor({ state: "detached" });
  expect(await focusedName(page)).toBe("Saved views");
  await close();
});

test("08: the question mark and the slash work on keyboards that type them with Shift", async () => {
  const { page, close } = await open(8);
  await page.keyboard.press("Shift+?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await page.keyboard.press("Shift+/");
  await page.locator("[data-search]:focus").waitFor();
  await close();
});
