import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GateRequest } from "#core/envelope.ts";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { sampleGate } from "#test/web/sample-gates.ts";
import { sampleHistory } from "#test/web/sample-history.ts";
import type { ScriptedMain } from "#test/web/scripted-handlers.ts";

const NOW = Date.now();
const TITLE = "Pay ACME GmbH";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

interface Opening {
  readonly request?: Partial<GateRequest>;
  /** What the card is called, where that is not its title letter by letter. */
  readonly name?: RegExp;
  readonly locale?: string;
  readonly prepare?: (main: ScriptedMain) => void;
}

/** The window with one gate, whose card is open and takes a decision. */
async function openCard({ request = {}, name, locale = "en-GB", prepare }: Opening = {}) {
  const opened = await openWindow(browser, {
    gates: [sampleGate({ name: "acme", request }, NOW)],
    context: { locale, permissions: ["clipboard-read", "clipboard-write"] },
    ...(prepare !== undefined && { prepare }),
  });
  const { page, main } = opened;
  await page.locator("[data-token]").click();
  const card = page.getByRole("region", name === undefined ? { name: TITLE, exact: true } : { name }).first();
  await card.waitFor();
  await expect.poll(() => main.painted.length).toBe(1);
  return { ...opened, card };
}

const value = (page: Page, name: string) => page.getByRole("group", { name, exact: true });

/** One of every kind that a schema can ask for. */
const everyKind: Partial<GateRequest> = {
  money: { amount: "/amount", currency: "/currency", payee: "/payee", account: "/iban" },
  parameters: {
    payee: "ACME GmbH",
    iban: "DE89370400440532013000",
    amount: "1234567.05",
    currency: "EUR",
    rate: "0.000000000000000001",
    days: 14,
    executeOn: "2026-11-23",
    notBefore: "2026-11-22T16:00:00Z",
    express: false,
    channel: "sepa",
    costCentre: null,
    note: "fixed",
    approver: { name: "J. Weber" },
    lines: [
      { text: "Hosting", net: "1050.42" },
      { text: "VAT", net: "199.58" },
    ],
    target: { type: "bank", bank: "Sparkasse" },
  },
  parametersSchema: {
    type: "object",
    properties: {
      payee: { type: "string", title: "Payee" },
      iban: { type: "string", title: "IBAN", format: "iban" },
      amount: { type: "string", title: "Amount" },
      currency: { type: "string", title: "Currency" },
      rate: { type: "string", title: "Rate", format: "decimal" },
      days: { type: "integer", title: "Days" },
      executeOn: { type: "string", title: "Execute on", format: "date" },
      notBefore: { type: "string", title: "Not before", format: "date-time" },
      express: { type: "boolean", title: "Express" },
      channel: { type: "string", title: "Channel", enum: ["sepa", "swift", "instant"] },
      costCentre: { title: "Cost centre", anyOf: [{ type: "string" }, { type: "null" }] },
      note: { type: "string", title: "Note", readOnly: true },
      approver: { type: "object", title: "Approver", properties: { name: { type: "string", title: "Name" } } },
      lines: {
        type: "array",
        title: "Line",
        items: {
          type: "object",
          properties: {
            text: { type: "string", title: "Text" },
            net: { type: "string", title: "Net", format: "decimal" },
          },
        },
      },
      target: {
        title: "Target",
        oneOf: [
          { properties: { type: { const: "card" }, last4: { title: "Last four" } }, required: ["type", "last4"] },
          { properties: { type: { const: "bank" }, bank: { title: "Bank name" } }, required: ["type", "bank"] },
        ],
      },
    },
  },
};

test("14: every kind of value is shown as what it is, money by the operator's own locale, and what is read-only stays so", async () => {
  const { page, card, complaints, close } = await openCard({
    request: { ...everyKind, editable: ["/note"] },
    locale: "de-DE",
  });
  await value(page, "Amount")
    .getByText(/1\.234\.567,05\s€|1\.234\.567,05\sEUR/u)
    .waitFor();
  await value(page, "Rate").getByText("0.000000000000000001").waitFor();
  await value(page, "IBAN").getByText("DE89 3704 0044 0532 0130 00").waitFor();
  await value(page, "Express").getByText("Nein").waitFor();
  await value(page, "Cost centre").getByText("Kein Wert").waitFor();
  await value(page, "Execute on").getByText("2026-11-23").waitFor();
  await value(page, "Name").getByText("J. Weber").waitFor();
  await card.getByRole("group", { name: "Line 2" }).getByText("199.58").waitFor();
  // Of the alternatives the one that the value fits.
  await value(page, "Bank name").getByText("Sparkasse").waitFor();
  expect(await card.getByText("Last four").count()).toBe(0);
  expect(await card.locator("[data-editable]").count()).toBe(0);
  expect(await complaints()).toEqual([]);
  await close();
});

test("14: each kind has the field that fits it, and what does not fit is told beside the field in words", async () => {
  const editable = Object.keys(everyKind.parameters ?? {}).map((key) => `/${key}`);
  const { page, main, card, close } = await openCard({ request: { ...everyKind, editable } });
  const field = (name: string) => card.getByLabel(name, { exact: true });
  for (const [name, wrong, problem, right] of [
    ["Amount", "1.250,00", /exact amount/u, "1250.00"],
    ["Rate", "1e-3", /exact amount/u, "0.000000000000000002"],
    ["Days", "1.5", /whole number/u, "30"],
    ["Execute on", "2026-02-30", /date like/u, "2026-12-01"],
    ["Not before", "tomorrow", /time like/u, "2026-12-01T08:00:00Z"],
  ] as const) {
    await field(name).fill(wrong);
    await field(name).blur();
    await card.getByRole("alert").filter({ hasText: problem }).waitFor();
    expect([name, await field(name).getAttribute("aria-invalid")]).toEqual([name, "true"]);
    await field(name).fill(right);
    await card.getByRole("alert").waitFor({ state: "detached" });
  }
  await field("Express").selectOption("true");
  await field("Channel").selectOption({ label: "instant" });
  const nothing = card.getByRole("checkbox", { name: "No value" });
  await nothing.uncheck();
  await field("Cost centre").fill("4711");
  await field("Name").fill("A. Berg");
  await card.getByRole("group", { name: "Line 1" }).getByLabel("Net").fill("1000.00");
  await field("Bank name").fill("Volksbank");
  // The task's own schema keeps it from being edited, whatever the request says.
  expect(await value(page, "Note").locator("[data-editable]").count()).toBe(0);
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  await expect.poll(() => main.recorded.length).toBe(1);
  expect(Object.fromEntries((main.recorded[0]?.edits ?? []).map(({ path, value: sent }) => [path, sent]))).toEqual({
    "/amount": "1250.00",
    "/rate": "0.000000000000000002",
    "/days": 30,
    "/executeOn": "2026-12-01",
    "/notBefore": "2026-12-01T08:00:00Z",
    "/express": true,
    "/channel": "instant",
    "/costCentre": "4711",
    "/approver": { name: "A. Berg" },
    "/lines": [
      { text: "Hosting", net: "1000.00" },
      { text: "VAT", net: "199.58" },
    ],
    "/target": { type: "bank", bank: "Volksbank" },
  });
  await close();
});

test("14: a list takes an entry more or less, and a value changes to another of its forms; what is new must be filled in", async () => {
  const { page, main, card, complaints, close } = await openCard({
    request: { ...everyKind, editable: ["/lines", "/target"] },
  });
  const approve = () => card.getByRole("button", { name: "Approve", exact: true }).click();
  await card.getByRole("group", { name: "Line 2" }).getByLabel("Text").fill("VAT 19 %");
  await card.getByRole("button", { name: "Add to Line" }).press("Enter");
  // The focus is where one goes on typing.
  await page.keyboard.type("Postage");
  await approve();
  await card
    .getByRole("group", { name: "Line 3" })
    .getByRole("alert")
    .filter({ hasText: /exact amount/u })
    .waitFor();
  await card.getByRole("group", { name: "Line 3" }).getByLabel("Net").fill("4.90");
  const changed = card.getByRole("region", { name: "1 change you will approve" });
  expect(await changed.locator("ins").innerText()).toMatch(
    /Hosting · 1050\.42\s+VAT 19 % · 199\.58\s+Postage · 4\.90/u,
  );
  await card.getByRole("button", { name: "Remove Line 3" }).click();
  await card.getByRole("button", { name: "Remove Line 1" }).click();

  await card.getByLabel("Kind of Target").selectOption({ label: "card" });
  await card.getByLabel("Last four").fill("4242");
  await card.getByRole("region", { name: "2 changes you will approve" }).waitFor();
  await approve();
  await expect
    .poll(() => main.recorded.map(({ edits }) => edits))
    .toEqual([
      [
        {
          op: "replace",
          path: "/lines",
          value: [{ text: "VAT 19 %", net: "199.58" }],
        },
        { op: "replace", path: "/target", value: { type: "card", last4: "4242" } },
      ],
    ]);
  expect(await complaints()).toEqual([]);
  await close();
});

test("15: a list and a form that were changed go back to what the task proposed", async () => {
  const { main, card, close } = await openCard({ request: { ...everyKind, editable: ["/lines", "/target"] } });
  await card.getByRole("button", { name: "Remove Line 2" }).click();
  await expect
    .poll(() => card.getByRole("button", { name: "Add to Line" }).evaluate((it) => it === document.activeElement))
    .toBe(true);
  await card.getByLabel("Kind of Target").selectOption({ label: "card" });
  await card.getByRole("button", { name: "Revert Target" }).click();
  await card.getByRole("button", { name: "Revert Line" }).click();
  expect(await card.getByRole("group", { name: "Line 2" }).getByLabel("Net").inputValue()).toBe("199.58");
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  await expect.poll(() => main.recorded.map(({ edits }) => edits)).toEqual([[]]);
  await close();
});

test("15: every edit stands before and after beside the buttons, and one click takes it back", async () => {
  const { card, main, close } = await openCard();
  await card.getByLabel("Amount", { exact: true }).fill("1200.00");
  await card.getByLabel("Reference", { exact: true }).fill("RE 2026-1108");
  const changes = card.getByRole("region", { name: "2 changes you will approve" });
  await changes
    .locator("del")
    .first()
    .getByText(/1,250\.00/u)
    .waitFor();
  await changes
    .locator("ins")
    .first()
    .getByText(/1,200\.00/u)
    .waitFor();
  await changes.getByRole("button", { name: "Revert Reference" }).click();
  await card.getByRole("region", { name: "1 change you will approve" }).waitFor();
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  await expect.poll(() => main.recorded[0]?.edits).toEqual([{ op: "replace", path: "/amount", value: "1200.00" }]);
  await close();
});

test("16: ten thousand log lines show their colours, follow the end until somebody turns back, and are searched and copied", async () => {
  const { page, main, card, nudge, close } = await openCard({
    prepare: (scripted) => {
      for (let line = 0; line < 9_998; line += 1)
        scripted.logs.push({
          id: `l${line}`,
          at: NOW + line,
          level: "info",
          message: `\u001b[31mstep\u001b[0m ${line}`,
        });
    },
  });
  const log = card.getByRole("log", { name: "Execution log" });
  await log.getByText("9997").waitFor();
  const colour = (text: string) =>
    log
      .getByText(text, { exact: true })
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  expect(await colour("step")).not.toBe(await log.evaluate((element) => getComputedStyle(element).color));
  expect(await log.locator("[data-level]").count()).toBeLessThan(40);

  const add = async (line: number): Promise<void> => {
    main.logs.push({ id: `l${line}`, at: NOW + line, level: "warn", message: `new line ${line}` });
    nudge({ topic: "card.changed", tokenId: main.gates[0]?.row.tokenId ?? "" });
    await card.getByText(`${(line + 1).toLocaleString("en-GB")} lines`).waitFor();
  };
  await add(9_998);
  await log.getByText("new line 9998").waitFor();
  await log.focus();
  await page.keyboard.press("PageUp");
  await card.getByRole("button", { name: "Follow" }).waitFor();
  // Where the page that was turned comes to rest takes a moment.
  await expect.poll(() => log.getByText("new line 9998").count()).toBe(0);
  await add(9_999);
  expect(await log.getByText("new line 9999").count()).toBe(0);
  await card.getByRole("button", { name: "Follow" }).click();
  await log.getByText("new line 9999").waitFor();

  await card.getByRole("searchbox", { name: "Search the log" }).fill("STEP 77");
  await card.getByText("111 matches").waitFor();
  await card.getByRole("button", { name: "Copy", exact: true }).first().click();
  await card.getByText("Copied").waitFor();
  const copied = await page.evaluate<string>("navigator.clipboard.readText()");
  expect([copied.split("\n").length, copied.split("\n")[0]]).toEqual([111, "step 77"]);
  await close();
});

test("18: a card leads to its run at the vendor's where the server has a page of it, and says so where it has none", async () => {
  const { main, card, nudge, close } = await openCard();
  await card.getByText("This server has no page of the run.").waitFor();
  expect(await card.getByRole("button", { name: "Open in Trigger.dev" }).count()).toBe(0);
  const [gate] = main.gates;
  if (gate?.card.run !== undefined) gate.card = { ...gate.card, run: { ...gate.card.run, hasPage: true } };
  nudge({ topic: "card.changed", tokenId: gate?.row.tokenId ?? "" });
  await card.getByRole("button", { name: "Open in Trigger.dev" }).click();
  await expect.poll(() => main.openedRuns).toEqual([gate?.row.tokenId]);
  await card.getByRole("button", { name: "Copy the run id" }).waitFor();
  await close();
});

test("18: the run's own timeline shows its steps in order, in by their depth, with how long each took", async () => {
  const { main, card, complaints, close } = await openCard({
    prepare: ({ steps }) =>
      steps.push(
        { id: "a", depth: 0, name: "payout-agent", at: NOW, state: "going-on" },
        { id: "b", depth: 1, name: "Attempt 1", at: NOW + 1_000, durationMs: 9_300, state: "failed" },
        { id: "c", depth: 2, name: "Reading the invoice.", at: NOW + 1_500, state: "record" },
        { id: "d", depth: 1, name: "wait.forToken()", at: NOW + 12_000, state: "going-on" },
      ),
  });
  await card.getByRole("button", { name: "Run timeline" }).click();
  const rows = card.getByRole("region", { name: "Run timeline" }).getByRole("listitem");
  await expect
    .poll(() => rows.allTextContents())
    .toEqual([
      "payout-agentstill going on",
      "Attempt 19.3 secs, failed",
      "Reading the invoice.after 1.5 secs",
      "wait.forToken()still going on",
    ]);
  const left = (row: number) =>
    rows
      .nth(row)
      .locator("bdi")
      .first()
      .evaluate((element) => element.getBoundingClientRect().left);
  expect((await left(2)) > (await left(1)) && (await left(1)) > (await left(0))).toBe(true);
  expect(main.steps).toHaveLength(4);
  expect(await complaints()).toEqual([]);
  await close();
});

test("19: text that turns directions, hides or imitates is marked wherever it stands, and stays text", async () => {
  const { page, card, complaints, close } = await openCard({
    request: {
      title: "Pay ACME\u202eHbmG",
      summary: "Zero\u200bwidth <img src=x onerror=alert(1)>",
      parameters: { payee: "АСМЕ GmbH", amount: "1.00", currency: "EUR" },
      parametersSchema: { type: "object", properties: { payee: { type: "string", title: "Payee" } } },
      editable: [],
      money: { amount: "/amount", currency: "/currency", payee: "/payee" },
    },
    name: /^Pay ACME/u,
  });
  await card.getByText("U+202E").first().waitFor();
  await card.getByText("U+200B").first().waitFor();
  await card.getByText("<img src=x onerror=alert(1)>").waitFor();
  await card
    .getByText(/imitate another name/u)
    .first()
    .waitFor();
  expect(await page.locator("img").count()).toBe(0);
  expect(await complaints()).toEqual([]);
  await close();
});

test("20: a card tells what was decided before about its gate and payee, by the newest, with the time of each", async () => {
  const { card, close } = await openCard({
    prepare: (main) => {
      main.history = sampleHistory(NOW);
    },
  });
  await card.getByText("6 earlier decisions").click();
  const earlier = card.getByRole("listitem").filter({ hasText: "Approved, Delivered" });
  await earlier.getByText(/EUR\s1,250\.00/u).waitFor();
  const at = Number(new Date((await earlier.locator("time").getAttribute("datetime")) ?? ""));
  expect(NOW - at).toBe(3 * 24 * 60 * 60_000);
  await close();
});
