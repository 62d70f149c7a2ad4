import type { Page } from "@playwright/test";
import { request } from "#test/console/gates.ts";
import { askConsole, tellConsole } from "#test/crash/ask-console.ts";
import type { SandboxControl } from "#test/sandbox/control.ts";
import { controls, secrets } from "./plants.ts";

const PATIENCE_MS = 60_000;
const SECOND_TITLE = "Pay a second supplier";

/** By the form, as a person does: first with a key that the server refuses, saying everything it knows. */
export async function connect(page: Page, address: string): Promise<void> {
  await page.getByLabel("Server address").fill(address);
  await page.getByLabel("Secret key").fill(secrets.wrongKey.text);
  await page.getByRole("button", { name: "Test and connect" }).click();
  await page.getByRole("alert").waitFor({ timeout: PATIENCE_MS });
  await page.getByLabel("Secret key").fill(secrets.secretKey.text);
  await page.getByRole("button", { name: "Test and connect" }).click();
  await page.getByRole("list", { name: "Waiting gates" }).waitFor({ state: "attached", timeout: PATIENCE_MS });
}

/** Two cards, one log, an approval through an error and a rejection; answers everything that crossed to the window. */
export async function workThrough(page: Page, control: SandboxControl, failNext: () => void): Promise<string> {
  const { operator } = await tellConsole(page, "session.get", {});
  const written = await control.writeExactGates(
    [controls.title, SECOND_TITLE].map((title) => ({
      request: request({ title }),
      timeout: "10m",
      accepts: [operator.keyId],
    })),
  );
  const record: unknown[] = [];
  failNext();
  await decide(page, controls.title, "Approve");
  await decide(page, SECOND_TITLE, "Reject");
  const delivered = page
    .getByRole("list", { name: "Recent decisions" })
    .getByRole("status")
    .filter({ hasText: "Delivered" });
  await delivered.nth(1).waitFor({ timeout: PATIENCE_MS });
  for (const { tokenId } of written)
    record.push(await askConsole(page, "card.open", { tokenId }), await askConsole(page, "card.logs", { tokenId }));
  record.push(await askConsole(page, "session.get", {}), await askConsole(page, "decisions.recent", {}));
  for (const tab of ["waiting", "outbox", "settled"] as const)
    record.push(await askConsole(page, "queue.page", { tab, search: "", order: "age", offset: 0, limit: 200 }));
  return JSON.stringify(record);
}

async function decide(page: Page, title: string, button: "Approve" | "Reject"): Promise<void> {
  const row = page.getByRole("list", { name: "Waiting gates" }).getByRole("listitem", { name: title, exact: true });
  await row.getByRole("button").click({ timeout: PATIENCE_MS });
  const card = page.getByRole("region", { name: title, exact: true });
  await card.getByLabel("Reason", { exact: true }).fill(controls.comment);
  await card.getByRole("button", { name: button, exact: true }).click();
  const refused = card.getByRole("alert").filter({ hasText: "just appeared" });
  const status = card.getByRole("status");
  await status.or(refused).first().waitFor({ timeout: PATIENCE_MS });
  if (!(await refused.isVisible())) return;
  // The driver is faster than the half second that a person is given to read.
  await new Promise((resolve) => setTimeout(resolve, 600));
  await card.getByRole("button", { name: button, exact: true }).click();
  await status.first().waitFor({ timeout: PATIENCE_MS });
}

/** Puts the request of a gate that was decided on the clipboard, by the card's own button. */
export async function copyRequest(page: Page, title: string): Promise<void> {
  await page
    .getByRole("list", { name: "Recent decisions" })
    .getByRole("listitem", { name: title })
    .getByRole("button")
    .first()
    .click();
  const card = page.getByRole("region", { name: title, exact: true });
  await card.waitFor({ timeout: PATIENCE_MS });
  await page.keyboard.press("v");
  await page.getByRole("dialog").getByRole("button", { name: "Copy" }).click({ timeout: PATIENCE_MS });
}
