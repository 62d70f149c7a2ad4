import type { Page } from "@playwright/test";
import { armStopwatch, type PaintedStates, readStopwatch, untilEnded } from "./in-window-timing.ts";

/** Nobody decides sooner: main asks for half a second on the screen, and a person reads. */
const READING_MS = 1_200;
const PATIENCE_MS = 30_000;

/** Opens the gate's card from the list, with the mouse. */
export async function openCard(page: Page, title: string): Promise<void> {
  await page.getByRole("list", { name: "Waiting gates" }).getByText(title).first().click({ timeout: PATIENCE_MS });
  const card = page.getByRole("region", { name: title });
  await card
    .getByRole("button", { name: "Approve", exact: true })
    .and(page.locator(":enabled"))
    .waitFor({ timeout: PATIENCE_MS });
  await page.waitForTimeout(READING_MS);
}

/** Decides the open card and waits until the run has ended; the instants are milliseconds after the click. */
export async function decide(page: Page, title: string, verdict: "Approve" | "Reject"): Promise<PaintedStates> {
  const card = page.getByRole("region", { name: title });
  if (verdict === "Reject") await card.getByLabel("Reason").fill("Not ordered by us.");
  await armStopwatch(page, title);
  await card.getByRole("button", { name: verdict, exact: true }).click();
  await untilEnded(page, PATIENCE_MS);
  return readStopwatch(page);
}

/** When each of these titles first stood in the list, by this machine's clock. */
export async function watchRows(page: Page): Promise<() => Promise<Record<string, number>>> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(globalThis, { rowsSeen: seen });
    const look = (): void => {
      for (const row of document.querySelectorAll(
        '[aria-label="Waiting gates"] [role="listitem"], [aria-label="Waiting gates"] li',
      )) {
        const title = /Pay Supplier \d{3} GmbH/u.exec(row.textContent ?? "")?.[0];
        if (title !== undefined) seen[title] ??= Date.now();
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  });
  return () => page.evaluate(() => (globalThis as unknown as { rowsSeen: Record<string, number> }).rowsSeen);
}
