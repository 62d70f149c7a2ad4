import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { manyGates, sampleGate, tokenIdOf } from "#test/web/sample-gates.ts";
import { moveDecision, type ScriptedMain } from "#test/web/scripted-handlers.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function open(count = 8) {
  const opened = await openWindow(browser, { gates: manyGates(count, Date.now()) });
  await opened.page.getByRole("list", { name: "Waiting gates" }).waitFor();
  return opened;
}

const card = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const focusedTitle = (page: Page) => page.evaluate<string | null>("document.activeElement.getAttribute('title')");

/** Until its paint is acknowledged, a card takes no decision. */
async function waitUntilPainted(main: ScriptedMain, name: string): Promise<void> {
  await expect.poll(() => main.painted.map(({ tokenId }) => tokenId)).toContain(tokenIdOf(name));
}

async function openFirst(page: Page, main: ScriptedMain): Promise<void> {
  await page.keyboard.press("j");
  await card(page, "Pay supplier 0").waitFor();
  await waitUntilPainted(main, "many0");
}

test("01: j, k and the arrows walk the list, each with its card, and stop at its ends", async () => {
  const { page, complaints, close } = await open(3);
  for (const [key, number] of [
    ["j", 0],
    ["j", 1],
    ["ArrowDown", 2],
    ["j", 2],
    ["k", 1],
    ["ArrowUp", 0],
    ["k", 0],
  ] as const) {
    await page.keyboard.press(key);
    await card(page, `Pay supplier ${number}`).waitFor();
    await expect.poll(() => focusedTitle(page)).toBe(`Pay supplier ${number}`);
  }
  expect(await complaints()).toEqual([]);
  await close();
});

test.each(["Enter", "o"])(
  "02: %s goes into the card, and Esc steps out of a field and then back to the row",
  async (key) => {
    const { page, complaints, close } = await open();
    await page.keyboard.press("j");
    await card(page, "Pay supplier 0").waitFor();
    await expect.poll(() => focusedTitle(page)).toBe("Pay supplier 0");
    await page.keyboard.press(key);
    const heading = card(page, "Pay supplier 0").getByRole("heading", { level: 2 });
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("e");
    expect(await page.evaluate("document.activeElement.matches('input, textarea')")).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.evaluate("document.activeElement === document.body")).toBe(true);
    await page.keyboard.press("Escape");
    expect(await focusedTitle(page)).toBe("Pay supplier 0");
    expect(await complaints()).toEqual([]);
    await close();
  },
);

test("02: in a narrow window Enter brings the card in the list's place; Esc and the button bring the list back", async () => {
  const { page, close } = await open(10);
  const list = page.getByRole("list", { name: "Waiting gates" });
  await page.setViewportSize({ width: 640, height: 700 });
  for (let row = 0; row < 10; row += 1) await page.keyboard.press("j");
  for (const goBack of [
    () => page.keyboard.press("Escape"),
    () => page.getByRole("button", { name: "Back to the list" }).click(),
  ]) {
    await page.keyboard.press("Enter");
    await card(page, "Pay supplier 9").waitFor();
    await list.waitFor({ state: "hidden" });
    await goBack();
    await list.waitFor();
    // Where the list was left, so that the keys go on from there.
    await expect.poll(() => focusedTitle(page)).toBe("Pay supplier 9");
  }
  await close();
});

test("03: a approves, r takes the reason first and then rejects, e goes to the first value that may be edited", async () => {
  const { page, main, complaints, close } = await open();
  await openFirst(page, main);
  await page.keyboard.press("e");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1200.00");
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await card(page, "Pay supplier 1").waitFor();
  await waitUntilPainted(main, "many1");
  await page.keyboard.press("r");
  await page.keyboard.type("arrj");
  expect(main.recorded).toHaveLength(1);
  await page.keyboard.press("Control+Enter");
  await card(page, "Pay supplier 2").waitFor();
  expect(main.recorded).toMatchObject([
    { verdict: "approve", edits: [{ op: "replace", path: "/amount", value: "1200.00" }] },
    { verdict: "reject", comment: "arrj" },
  ]);
  expect(await complaints()).toEqual([]);
  await close();
});

test.each(["Control+z", "u", "button"])("06: %s takes the last decision back while its countdown runs", async (by) => {
  const { page, main, close } = await open();
  await openFirst(page, main);
  await page.keyboard.press("a");
  await card(page, "Pay supplier 1").waitFor();
  const undo = page.getByRole("list", { name: "Recent decisions" }).getByRole("button", { name: /^Undo \(\d s\)$/u });
  await undo.waitFor();
  if (by === "button") await undo.click();
  else await page.keyboard.press(by);
  await page.getByRole("list", { name: "Recent decisions" }).getByText("Undone before it was sent").waitFor();
  expect(main.decisions[0]?.status.state).toBe("withdrawn");
  // Whoever undoes by key goes on with that card; a pointer stays where it is.
  await card(page, by === "button" ? "Pay supplier 1" : "Pay supplier 0").waitFor();
  await close();
});

test("06: once a decision is on its way, or where it was never held, nothing offers to undo it", async () => {
  const { page, main, close } = await open();
  await openFirst(page, main);
  await page.keyboard.press("a");
  const recent = page.getByRole("list", { name: "Recent decisions" });
  await recent.getByRole("button", { name: /^Undo/u }).waitFor();
  const decisionId = main.decisions[0]?.decisionId ?? "";
  moveDecision(main, decisionId, { status: { state: "sending", leaseExpiresAt: Date.now() + 9_000 }, can: [] });
  await recent.getByRole("status").filter({ hasText: "Sending" }).waitFor();
  expect(await page.getByRole("button", { name: /^Undo/u }).count()).toBe(0);
  await page.keyboard.press("Control+z");
  expect(main.decisions[0]?.status.state).toBe("sending");
  await close();
});

test("07: after a decision from the keyboard the next gate comes up, to the last one", async () => {
  const { page, main, close } = await open(3);
  await page.keyboard.press("j");
  for (const number of [0, 1, 2]) {
    await card(page, `Pay supplier ${number}`).getByRole("button", { name: "Approve", exact: true }).waitFor();
    await waitUntilPainted(main, `many${number}`);
    await page.keyboard.press("a");
  }
  await page.getByText("Nothing is waiting").waitFor();
  expect(main.recorded.map(({ tokenId }) => tokenId)).toEqual([0, 1, 2].map((number) => tokenIdOf(`many${number}`)));
  await close();
});

test("08: ? shows every shortcut that the window listens to, and Esc puts the sheet away", async () => {
  const { page, close } = await open(1);
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await sheet.waitFor();
  const shown = await sheet.locator("kbd").allTextContents();
  const expected = ["j", "k", "↓", "↑", "Enter", "o", "Esc", "a", "r", "s", "e", "v", "u", "/", "?"];
  expect(shown).toEqual(expect.arrayContaining([...expected, "Ctrl K", "Ctrl Z", "Ctrl ,", "Ctrl Enter"]));
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await close();
});

test("09: Ctrl+K finds commands and gates as one types, from a field too, and runs the chosen one", async () => {
  const { page, main, complaints, close } = await open();
  await page.getByLabel("Search gates").focus();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await palette.waitFor();
  for (const command of [
    "Check now",
    "Undo the last decision",
    "Export the audit log as JSON Lines",
    "Export the audit log as CSV",
    "Settings",
    "Connect another environment",
    "Keyboard shortcuts",
    "Show settled gates",
    "Order by amount",
  ])
    await palette.getByRole("option", { name: command, exact: true }).waitFor();
  await page.keyboard.type("supplier 5");
  await palette.getByRole("option", { name: "Pay supplier 5" }).waitFor();
  await page.keyboard.press("Enter");
  await palette.waitFor({ state: "detached" });
  await card(page, "Pay supplier 5").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settled");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Settled", selected: true }).waitFor();
  expect(main.recorded).toEqual([]);
  expect(await complaints()).toEqual([]);
  await close();
});

test("09: what became of gates decided together says so where none were", async () => {
  const { page, close } = await open();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("what became");
  await page.getByRole("option", { name: "What became of the last bulk decision" }).click();
  await page.getByRole("dialog").getByText("Nothing was decided together yet").waitFor();
  await close();
});

test("12: while gates come and go above and below, the open card, the row and the focus stay where they were", async () => {
  const { page, main, close } = await open(200);
  for (const number of [0, 1, 2, 3]) {
    await page.keyboard.press("j");
    await card(page, `Pay supplier ${number}`).waitFor();
  }
  await expect.poll(() => focusedTitle(page)).toBe("Pay supplier 3");
  const sooner = Array.from({ length: 60 }, (_, index) =>
    sampleGate({ name: `sooner${index}`, minutesLeft: 20, request: { title: `Pay sooner ${index}` } }, Date.now()),
  );
  main.gates.unshift(...sooner);
  main.gates.splice(
    main.gates.findIndex(({ row }) => row.tokenId === tokenIdOf("many4")),
    1,
  );
  main.nudge({ topic: "gates.changed" });
  const row = page.getByRole("listitem", { name: "Pay supplier 3", exact: true });
  await expect.poll(() => row.getAttribute("aria-posinset")).toBe("64");
  await card(page, "Pay supplier 3").waitFor();
  await expect.poll(() => focusedTitle(page)).toBe("Pay supplier 3");
  const inView = () =>
    row.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    });
  await expect.poll(inView).toBe(true);
  await page.keyboard.press("j");
  await card(page, "Pay supplier 5").waitFor();
  await close();
});

test("13: while a person types, no letter is a shortcut: not in a field, not in the search, not in a dialog", async () => {
  const { page, main, complaints, close } = await open();
  await openFirst(page, main);
  const everyLetter = "arsejkouvx?h";
  for (const name of ["Reason", "Reference", "Search the log"]) {
    const field = page.getByLabel(name, { exact: true });
    await field.fill("");
    await field.pressSequentially(everyLetter);
    expect(await field.inputValue()).toBe(everyLetter);
  }
  await page.getByLabel("Search gates").fill(everyLetter);
  expect(await page.getByLabel("Search gates").inputValue()).toBe(everyLetter);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Command palette" }).waitFor();
  await page.keyboard.type(everyLetter);
  expect(await page.getByRole("combobox").inputValue()).toBe(everyLetter);
  expect(main.recorded).toEqual([]);
  await card(page, "Pay supplier 0").waitFor({ state: "attached" });
  expect(await complaints()).toEqual([]);
  await close();
});
