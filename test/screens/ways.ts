import type { Page } from "@playwright/test";
import { everyDecision } from "#test/web/sample-decisions.ts";
import { tokenIdOf } from "#test/web/sample-gates.ts";
import { sampleHistory } from "#test/web/sample-history.ts";
import { sampleRecords } from "#test/web/sample-records.ts";
import type { ScriptedMain } from "#test/web/scripted-handlers.ts";
import { decisionOn, MORNING, sampleLog } from "./scenery.ts";

// How a screen comes to be: what main says before the window opens, and what an operator does in it afterwards.

type Way = (page: Page, main: ScriptedMain) => Promise<void>;

export function waitForKeychain(main: ScriptedMain): void {
  Object.assign(main.handlers, { "preferences.get": async () => new Promise(() => undefined) });
}

export function beUnconnected(main: ScriptedMain): void {
  main.session = { ...main.session, environments: [], keyInEnvironment: true };
}

export function beBusy(main: ScriptedMain): void {
  main.decisions.push(...everyDecision(MORNING));
  main.history = sampleHistory(MORNING);
  main.logs.push(...sampleLog());
}

export function keepRecords(main: ScriptedMain): void {
  Object.assign(main.handlers, sampleRecords(240, {}, MORNING));
}

export function goOffline(main: ScriptedMain): void {
  changeConnections(main, {
    state: "offline",
    asOf: MORNING - 23 * 60_000,
    code: "gateway/unreachable",
    reason: "The server cannot be reached.",
  });
  main.decisions.push(
    decisionOn(
      { state: "queued", nextAttemptAt: MORNING + 30_000, reason: "offline" },
      { can: ["withdraw", "send-now"] },
    ),
  );
}

export function needKey(main: ScriptedMain): void {
  const [first, ...rest] = main.session.environments;
  if (first === undefined) throw new Error("There is no environment that could need its key.");
  const connection = {
    state: "key-needed",
    code: "gateway/unauthorized",
    reason: "The server does not know this key any more (401).",
  } as const;
  main.session = {
    ...main.session,
    environments: [{ ...first, connection }, ...rest],
    vault: { kind: "session-only", reason: "locked" },
    sandboxed: false,
  };
}

export function limitEuros(main: ScriptedMain): void {
  void main.handlers["preferences.change"]({ decisions: { limits: [{ currency: "EUR", amount: "10000.00" }] } });
}

/** The request grew by a zero after the decision was taken. */
export function parkChanged(main: ScriptedMain): void {
  const gate = main.gates.find(({ row }) => row.tokenId === tokenIdOf("acme"));
  const request = gate?.card.request;
  if (gate === undefined || request === undefined) throw new Error("The ACME gate is not in the queue.");
  const parameters = { ...request.parameters, amount: "12500.00" };
  gate.card = { ...gate.card, decidedRequest: request, request: { ...request, parameters } };
  main.decisions.push(
    decisionOn(
      { state: "parked", reason: "request-changed", detail: "", parkedAt: MORNING - 60_000 },
      { can: ["look-again", "withdraw"] },
    ),
  );
}

const LIST_FOLLOWED = `(() => {
  const rows = [...document.querySelectorAll("[data-token]")];
  return rows.some((row) => row.matches("[aria-current]")) || rows.every((row) => !row.checkVisibility());
})()`;

export function openGate(name: string): Way {
  return async (page, main) => {
    // Before there is a list nobody hears which gate is called.
    await page.locator("[data-token]").first().waitFor({ state: "attached" });
    main.nudge({ topic: "gate.selected", tokenId: tokenIdOf(name) });
    await page.getByRole("main").getByRole("heading", { level: 2 }).waitFor();
    // In a window too narrow for both the card takes the list's place, and of a hidden list few rows exist.
    while (!(await page.evaluate<boolean>(LIST_FOLLOWED))) await page.waitForTimeout(20);
  };
}

export async function editTwoFields(page: Page, main: ScriptedMain): Promise<void> {
  await openGate("acme")(page, main);
  await page.getByLabel("Amount", { exact: true }).fill("1200.00");
  await page.getByLabel("Reference", { exact: true }).fill("RE 2026-1107, less 4 % discount");
  await page.getByText("2 changes you will approve").waitFor();
}

export async function rejectWithoutReason(page: Page, main: ScriptedMain): Promise<void> {
  await openGate("acme")(page, main);
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await page.getByRole("alert").waitFor();
}

/** To the middle of ten thousand. */
export async function scrollFar(page: Page): Promise<void> {
  const list = page.getByRole("list", { name: "Waiting gates" });
  await list.evaluate((element) =>
    element.parentElement?.scrollTo({ top: element.getBoundingClientRect().height / 2 }),
  );
  await list.getByText("Pay supplier 5001").waitFor();
}

/** A key, and the dialog that it brings. */
export function press(key: string, dialog: string): Way {
  return async (page) => {
    await page.keyboard.press(key);
    await page.getByRole("dialog", { name: dialog }).waitFor();
  };
}

export async function openRawRequest(page: Page, main: ScriptedMain): Promise<void> {
  await openGate("acme")(page, main);
  await press("v", "Raw request")(page, main);
}

/** Everything that waits, selected and about to be approved at once. */
export async function reviewAll(page: Page): Promise<void> {
  await page.getByRole("list", { name: "Waiting gates" }).waitFor();
  await page.keyboard.press("Control+a");
  await page.getByRole("region", { name: "Selection" }).waitFor();
  await page.keyboard.press("a");
  await page
    .getByRole("button", { name: /^Approve \d+ gates/u })
    .and(page.locator(":enabled"))
    .waitFor();
}

export async function openAudit(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByText("Chain verified", { exact: false }).waitFor();
  await page.getByRole("list", { name: "Audit log" }).getByRole("listitem").first().getByRole("button").click();
}

export async function openInsight(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Insight" }).click();
  await page.getByRole("dialog", { name: "Insight" }).getByRole("region", { name: "Expired gates" }).waitFor();
}

export async function openOperator(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Operator Jonas Weber" }).click();
  await page.getByRole("dialog", { name: "Operator" }).waitFor();
}

export function openSettings(section: string): Way {
  return async (page) => {
    await page.keyboard.press("Control+Comma");
    await page.getByRole("tab", { name: section, exact: true }).click();
    await page.getByRole("tabpanel", { name: section, exact: true }).waitFor();
  };
}

export async function runChecks(page: Page, main: ScriptedMain): Promise<void> {
  await openSettings("This computer")(page, main);
  await page.getByRole("button", { name: "Check this console" }).click();
  await page.getByText("needs attention").first().waitFor();
}

function changeConnections(
  main: ScriptedMain,
  connection: ScriptedMain["session"]["environments"][number]["connection"],
) {
  const environments = main.session.environments.map((environment) => ({ ...environment, connection }));
  main.session = { ...main.session, environments };
}
