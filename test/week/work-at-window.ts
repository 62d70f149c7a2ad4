import type { ElectronApplication, Locator, Page } from "@playwright/test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Step } from "./planned-requests.ts";

/** One row of the list of waiting gates. */
export interface Row {
  readonly tokenId: string;
  readonly title: string;
}

/** What an operator is about to do with an open card. */
export interface Intention {
  readonly verdict: Step["verdict"];
  readonly reason: string;
  /** Written into that field of the card first. */
  readonly edit?: { readonly label: string; readonly value: string };
  /** Happens elsewhere while the card is open and filled in. */
  readonly beforeClick?: () => Promise<void>;
}

/** What the window said right after the click. */
export type Told =
  | { readonly kind: "receipt"; readonly status: string }
  | { readonly kind: "refused"; readonly words: string }
  /** The card could not be decided as it stood. */
  | { readonly kind: "not-open" };

const READING_MS = 600;
const OPEN_MS = 6_000;
const PATIENCE_MS = 20_000;
const SEARCHED_MS = 400;
const REFUSAL = /recorded|marked fields/u;

/** The waiting gates that the list shows right now. */
export async function readRows(page: Page): Promise<Row[]> {
  const rows = waitingList(page).getByRole("listitem");
  return rows.evaluateAll((items) =>
    items.flatMap((item) => {
      const tokenId = item.querySelector("[data-token]")?.getAttribute("data-token");
      return tokenId === null || tokenId === undefined
        ? []
        : [{ tokenId, title: item.getAttribute("aria-label") ?? "" }];
    }),
  );
}

/** The same, narrowed to those words: what a long list shows only after scrolling is found too. */
export async function searchRows(page: Page, words: string): Promise<Row[]> {
  const search = page.getByRole("searchbox", { name: "Search gates" });
  await search.fill(words);
  await sleep(SEARCHED_MS);
  const rows = await readRows(page);
  await search.fill("");
  return rows;
}

/** Opens the gate's card from the list and decides with the mouse. */
export async function decideOnCard(page: Page, row: Row, intention: Intention): Promise<Told> {
  const card = page.getByRole("region", { name: row.title, exact: true });
  const approve = card.getByRole("button", { name: "Approve", exact: true });
  try {
    await openRow(page, row);
    await approve.and(page.locator(":enabled")).waitFor({ timeout: OPEN_MS });
  } catch (error) {
    if (page.isClosed()) throw error;
    return { kind: "not-open" };
  }
  await sleep(READING_MS);
  const { verdict, reason, edit } = intention;
  if (edit !== undefined) await card.getByLabel(edit.label, { exact: true }).fill(edit.value);
  if (verdict !== "approve") await card.getByLabel("Reason", { exact: true }).fill(reason);
  // A payee that resembles one approved before: the operator compares the names and says so.
  const namesChecked = card.getByRole("checkbox", { name: /^I have checked/u });
  if (verdict === "approve" && (await namesChecked.isVisible())) await namesChecked.check();
  await intention.beforeClick?.();
  const button = { approve: "Approve", reject: "Reject", respond: "Respond" }[verdict];
  await card.getByRole("button", { name: button, exact: true }).click({ timeout: OPEN_MS });
  const status = card.getByRole("status").first();
  // Other alerts on the card, a log that cannot be read among them, say nothing of the decision.
  const refusal = card.getByRole("alert").filter({ hasText: REFUSAL }).first();
  await status.or(refusal).first().waitFor({ timeout: PATIENCE_MS });
  if (await status.isVisible()) return { kind: "receipt", status: await status.innerText() };
  return { kind: "refused", words: await refusal.innerText() };
}

/** What the gate's card says where it cannot be decided, opened from the list. */
export async function readCard(page: Page, row: Row): Promise<string> {
  await openRow(page, row);
  return (await page.getByRole("region", { name: row.title, exact: true }).textContent({ timeout: OPEN_MS })) ?? "";
}

/**
 * What the window says of a decision: on the card of its gate, or in the list of recent ones, where alone a decision
 * stands that was withdrawn. Undefined where it shows none.
 */
export async function readDecision(page: Page, row: Row): Promise<string | undefined> {
  const card = await openDecided(page, row);
  if (card !== undefined) return (await card.getByRole("status").first().textContent()) ?? "";
  const recent = page
    .getByRole("list", { name: "Recent decisions" })
    .getByRole("listitem", { name: row.title, exact: true });
  if ((await recent.count()) === 0) return undefined;
  return (await recent.first().getByRole("status").textContent()) ?? "";
}

/** Presses a button of a decision that waits for a person, like "Send anyway". */
export async function actOnDecision(page: Page, row: Row, button: string): Promise<void> {
  const card = await openDecided(page, row);
  if (card === undefined) throw new Error(`The window shows no decision on "${row.title}".`);
  await sleep(READING_MS);
  await card.getByRole("button", { name: button, exact: true }).click({ timeout: OPEN_MS });
}

/** Exports the audit log from the command palette; the dialog that asks where is answered for the person. */
export async function exportAudit(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole("button", { name: "Search or command" }).click();
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await palette.getByRole("option", { name: "Export the audit log as JSON Lines" }).click();
  await palette.getByRole("status").filter({ hasText: file }).waitFor({ timeout: PATIENCE_MS });
  await page.keyboard.press("Escape");
}

async function openDecided(page: Page, { tokenId, title }: Row): Promise<Locator | undefined> {
  const search = page.getByRole("searchbox", { name: "Search gates" });
  try {
    for (const [tab, list] of [
      ["Settled", "Settled gates"],
      ["Queued & parked", "Queued and parked gates"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      await search.fill(title);
      const row = page.getByRole("list", { name: list }).locator(`[data-token="${tokenId}"]`);
      if (!(await appears(row))) continue;
      await row.click();
      const card = page.getByRole("region", { name: title, exact: true });
      if (await appears(card.getByRole("status").first())) return card;
    }
    return undefined;
  } finally {
    await search.fill("");
    await page.getByRole("tab", { name: /^Waiting/u }).click();
  }
}

function waitingList(page: Page): Locator {
  return page.getByRole("list", { name: "Waiting gates" });
}

/** Opens the card from the list; a row that would have to be scrolled to is searched for. */
async function openRow(page: Page, { tokenId, title }: Row): Promise<void> {
  const row = waitingList(page).locator(`[data-token="${tokenId}"]`);
  if (await row.isVisible()) return row.click({ timeout: OPEN_MS });
  const search = page.getByRole("searchbox", { name: "Search gates" });
  await search.fill(title);
  try {
    await row.click({ timeout: OPEN_MS });
  } finally {
    await search.fill("");
  }
}

async function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}
