import type { Page } from "@playwright/test";

/** The name of what has the focus, once a dialog would have given a lost one to its own start: a frame later. */
export async function focusedName(page: Page): Promise<unknown> {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))",
  );
  return page.evaluate(
    "document.activeElement.ariaLabel ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent",
  );
}
