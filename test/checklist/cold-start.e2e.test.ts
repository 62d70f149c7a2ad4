import { expect, onTestFinished, test } from "vitest";
import { writeGate } from "#test/console/gates.ts";
import { tellConsole } from "#test/crash/ask-console.ts";
import { makeHome, openConsole } from "#test/e2e/open-console.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";

test("26: a start without a network shows what was last known with its age; what is decided then is sent when it is back", async () => {
  const sandbox = await startSandbox({ args: ["--no-worker"] });
  onTestFinished(() => sandbox.stop());
  const home = await makeHome();
  const env = { COUNTERSIGN_UNDO_SECONDS: "0" };
  const first = await openConsole({ home, env });
  const { url, secretKey } = sandbox.ready();
  const { operator } = await tellConsole(first.page, "session.get", {});
  await tellConsole(first.page, "session.connect", { address: url, secretKey, name: "Treasury" });
  const gate = await writeGate(sandbox, operator.keyId, { title: "Pay before the storm" }, "1h");
  await tellConsole(first.page, "queue.refresh", {});
  const waiting = first.page.getByRole("list", { name: "Waiting gates" });
  await waiting.getByRole("button", { name: /^Pay before the storm/u }).click({ timeout: 20_000 });
  await first.page.getByRole("button", { name: "Approve", exact: true }).and(first.page.locator(":enabled")).waitFor();
  await first.app.close();
  await sandbox.kill9();

  const { page } = await openConsole({ home, env });
  const row = page.getByRole("list", { name: "Waiting gates" }).getByRole("button", { name: /^Pay before the storm/u });
  await row.click();
  const banner = page.getByRole("note", { name: "Treasury is offline" });
  await banner.getByText("You see the state as of", { exact: false }).waitFor({ timeout: 20_000 });
  const card = page.getByRole("region", { name: "Pay before the storm" });
  await card.getByText("EUR 1,250.00").first().waitFor();
  // A card that came up this very moment takes no decision yet.
  await page.waitForTimeout(700);
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  await card.getByRole("status").filter({ hasText: "Queued" }).waitFor();
  await card.getByRole("button", { name: "Send now" }).waitFor();

  await sandbox.restart();
  await page.getByRole("button", { name: "Check now" }).click();
  await card
    .getByRole("button", { name: "Send now" })
    .click({ timeout: 5_000 })
    .catch(() => undefined);
  await card.getByRole("status").filter({ hasText: "Delivered" }).waitFor({ timeout: 40_000 });
  expect((await sandbox.api().retrieveWaitpointToken(gate.tokenId)).status).toBe("COMPLETED");
});
