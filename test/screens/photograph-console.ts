import { type ElectronApplication, _electron } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";
import { installStopwatch } from "#test/mainjob/in-window-timing.ts";
import { consoleEnvironment } from "#test/mainjob/main-job.ts";
import { decide, openCard } from "#test/mainjob/operator.ts";

const INVOICES = ["inv-2026-0107", "inv-2026-0108", "inv-2026-0110", "inv-2026-0112", "inv-2026-0124"];
// Its payee is not the ACME that was just paid.
const IMITATION = "EUR 9,850.00";
const DECIDED = "Pay ACME GmbH EUR 1,250.00";

/** The README's picture: the real window over the sandbox's own invoices. */
export async function photographConsole(path: string): Promise<void> {
  const launch = await prepareLaunch(Date.now());
  if (launch.kind === "impossible") throw new Error(launch.reason);
  const sandbox = await startSandbox();
  const home = await mkdtemp(join(tmpdir(), "countersign-screens-"));
  let app: ElectronApplication | undefined;
  try {
    app = await _electron.launch({
      ...launch.spec,
      env: { ...launch.spec.env, ...consoleEnvironment(sandbox, home) },
    });
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.setBounds({ x: 0, y: 0, width: 1360, height: 860 });
    });
    const list = page.getByRole("list", { name: "Waiting gates" });
    await list.waitFor({ state: "attached" });
    await installStopwatch(page);
    for (const invoiceId of INVOICES) await sandbox.api().triggerTask("payout-agent", { payload: { invoiceId } });
    await list
      .getByRole("listitem")
      .nth(INVOICES.length - 1)
      .waitFor({ timeout: 60_000 });
    await openCard(page, DECIDED);
    await decide(page, DECIDED, "Approve");
    await list.getByRole("listitem").filter({ hasText: IMITATION }).click();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByRole("button", { name: "Approve", exact: true }).and(page.locator(":enabled")).waitFor();
    await page.waitForTimeout(1_000);
    await page.screenshot({ path });
  } finally {
    await app?.close();
    await sandbox.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
