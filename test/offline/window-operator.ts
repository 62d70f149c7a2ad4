import type { Locator, Page } from "@playwright/test";
import { setTimeout as sleep } from "node:timers/promises";

/** What the window said right after the click. */
export type WindowAnswer =
  /** A status stands beside the gate's title: the decision is on disk. */
  | { readonly kind: "receipt"; readonly status: string }
  | { readonly kind: "refused"; readonly words: string }
  /** The card could not be decided as it stood. */
  | { readonly kind: "not-open" };

/** One decision as the window shows it. */
export interface ShownDecision {
  readonly status: string;
  /** Everything that the window says of it, the status included. */
  readonly text: string;
}

const READING_MS = 600;
const PATIENCE_MS = 20_000;
const OPEN_MS = 8_000;

/** Titles of the waiting gates that the list shows right now, without scrolling. */
export async function readWaitingTitles(page: Page): Promise<string[]> {
  const rows = page.getByRole("list", { name: "Waiting gates" }).getByRole("listitem");
  return rows.evaluateAll((items) => items.map((item) => item.getAttribute("aria-label") ?? ""));
}

/** Opens the card with the mouse, reads it and decides: with the mouse, or an approval with its key. */
export async function decideInWindow(
  page: Page,
  title: string,
  how: { readonly verdict: "approve" | "reject"; readonly by: "mouse" | "key" },
): Promise<WindowAnswer> {
  const row = page.getByRole("list", { name: "Waiting gates" }).getByRole("listitem", { name: title, exact: true });
  const card = page.getByRole("region", { name: title, exact: true });
  const approve = card.getByRole("button", { name: "Approve", exact: true });
  try {
    await row.getByRole("button").click({ timeout: OPEN_MS });
    await approve.and(page.locator(":enabled")).waitFor({ timeout: OPEN_MS });
  } catch (error) {
    if (page.isClosed()) throw error;
    return { kind: "not-open" };
  }
  await sleep(READING_MS);
  if (how.verdict === "reject") {
    await card.getByLabel("Reason").fill("Not ordered by us.");
    await card.getByRole("button", { name: "Reject", exact: true }).click({ timeout: OPEN_MS });
  } else if (how.by === "key") await page.keyboard.press("a");
  else await approve.click({ timeout: OPEN_MS });
  const status = recentDecision(page, title).getByRole("status");
  const refusal = card.getByRole("alert");
  await status.or(refusal).first().waitFor({ timeout: PATIENCE_MS });
  if (await status.isVisible()) return { kind: "receipt", status: await status.innerText() };
  return { kind: "refused", words: await refusal.first().innerText() };
}

/** What the window shows of the decisions on those gates: in the list of recent ones, or on the gate's own card. */
export async function readAllDecisions(
  page: Page,
  titles: readonly string[],
): Promise<Map<string, readonly ShownDecision[]>> {
  const recent = await readRecentDecisions(page);
  const shown = new Map<string, readonly ShownDecision[]>();
  for (const title of titles) shown.set(title, recent.get(title) ?? (await readCardDecision(page, title)));
  return shown;
}

async function readRecentDecisions(page: Page): Promise<Map<string, ShownDecision[]>> {
  const byTitle = new Map<string, ShownDecision[]>();
  for (const item of await page.getByRole("list", { name: "Recent decisions" }).getByRole("listitem").all()) {
    const title = (await item.getAttribute("aria-label")) ?? "";
    const decision = {
      status: (await item.getByRole("status").textContent()) ?? "",
      text: (await item.textContent()) ?? "",
    };
    byTitle.set(title, [...(byTitle.get(title) ?? []), decision]);
  }
  return byTitle;
}

/** For decisions that are too old for the list of recent ones. */
async function readCardDecision(page: Page, title: string): Promise<ShownDecision[]> {
  for (const tab of ["Settled", "Queued & parked"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.getByRole("searchbox", { name: "Search gates" }).fill(title);
    const row = page
      .getByRole("listitem", { name: title, exact: true })
      .getByRole("button")
      .and(page.locator("[data-token]"));
    if (!(await appears(row))) continue;
    await row.click();
    const card = page.getByRole("region", { name: title, exact: true });
    const status = card.getByRole("status");
    if (await appears(status))
      return [{ status: (await status.textContent()) ?? "", text: (await card.textContent()) ?? "" }];
  }
  return [];
}

function recentDecision(page: Page, title: string): Locator {
  return page.getByRole("list", { name: "Recent decisions" }).getByRole("listitem", { name: title, exact: true });
}

async function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}
