import { expect, onTestFinished, test } from "vitest";
import { writeGate } from "#test/console/gates.ts";
import { tellConsole } from "#test/crash/ask-console.ts";
import { openConsole } from "#test/e2e/open-console.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";

test("28: a decision taken in the real window stands in its audit log, in the chain, and in the figures of insight", async () => {
  const sandbox = await startSandbox({ args: ["--no-worker"] });
  onTestFinished(() => sandbox.stop());
  const { url, secretKey } = sandbox.ready();
  const { page } = await openConsole({
    env: { TRIGGER_API_URL: url, TRIGGER_SECRET_KEY: secretKey, COUNTERSIGN_UNDO_SECONDS: "0" },
  });
  await page.getByText("Nothing is waiting").waitFor();
  const { operator } = await tellConsole(page, "session.get", {});
  await writeGate(sandbox, operator.keyId, { title: "Pay a supplier" });
  await tellConsole(page, "queue.refresh", {});

  await page.getByRole("button", { name: /^Pay a supplier/u }).click();
  const approve = page.getByRole("button", { name: "Approve", exact: true });
  await approve.and(page.locator(":enabled")).waitFor();
  // What was painted less than half a second ago is not decided.
  await page.waitForTimeout(600);
  await approve.click();
  await page
    .getByLabel("Recent decisions")
    .getByText(/^Delivered/u)
    .waitFor();

  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByText(/Chain verified, \d+ entries/u).waitFor();
  const log = page.getByRole("list", { name: "Audit log" });
  await log.getByText("Decision recorded: Approved").first().waitFor();
  await log.getByText("Delivered").first().waitFor();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("insight");
  await page.getByRole("option", { name: "Insight", exact: true }).click();
  const insight = page.getByRole("dialog", { name: "Insight" });
  await insight.getByText("Expired gates").or(insight.getByText("Nothing measured yet")).first().waitFor();
  await expect
    .poll(async () => {
      const { decisions, onCard } = await tellConsole(page, "insight.get", {});
      return [decisions, onCard?.count];
    })
    .toEqual([1, 1]);
});
