import { type ElectronApplication, _electron } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareLaunch } from "#scripts/launch-spec.ts";
import { projectPath } from "#scripts/project-root.ts";
import { startSandbox } from "#test/sandbox/start-sandbox.ts";
import { installStopwatch } from "#test/mainjob/in-window-timing.ts";
import { consoleEnvironment } from "#test/mainjob/main-job.ts";
import { decide, openCard } from "#test/mainjob/operator.ts";

// `npm run screens`: the README's picture, taken from the real window over the sandbox's own invoices.
const INVOICES = ["inv-2026-0107", "inv-2026-0108", "inv-2026-0110", "inv-2026-0112", "inv-2026-0124"];
const DECIDED = "Pay ACME GmbH EUR 1,250.00";

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
  await list.getByRole("listitem").nth(1).click();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByRole("button", { name: "Approve", exact: true }).and(page.locator(":enabled")).waitFor();
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: projectPath("docs", "screens", "console.png") });
} finally {
  await app?.close();
  await sandbox.stop();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
