import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHandlers } from "#main/handlers.ts";
import { writeGate } from "#test/console/gates.ts";
import { openTestConsole, type TestConsole } from "#test/console/open-test-console.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { launchChromium, openPage } from "./open-window.ts";
import { sampleSession } from "./sample-session.ts";
import { sampleSettings } from "./sample-settings.ts";

let browser: Browser;
let sandbox: StartedSandbox;
let opened: TestConsole;
beforeAll(async () => {
  browser = await launchChromium();
  sandbox = await startSandbox({ args: ["--no-worker"] });
  opened = openTestConsole(sandbox.ready());
});
afterAll(async () => {
  opened.stop();
  await sandbox.stop();
  await browser.close();
});

function handlers() {
  const { environments: _environments, operator: _operator, clock: _clock, ...facts } = sampleSession(Date.now());
  return createHandlers(opened.console, {
    session: () => facts,
    rename: () => undefined,
    looks: () => ({}),
    connectFrom: async () => ({ result: "cancelled" }),
    connect: async () => ({ result: "refused", cause: "test", message: "This console is connected already." }),
    exportAudit: async () => null,
    settings: sampleSettings(),
  });
}

test("through the real use-cases a click becomes a decision that the server holds, edit and reason included", async () => {
  const gate = await writeGate(sandbox, opened.console.keyId, { urgency: "high" });
  const { page, nudge, complaints, close } = await openPage(browser, handlers());
  let told = 0;
  let ended = false;
  // Asked at every change, so it is also the way on which changes reach the window.
  const telling = opened.until(() => {
    for (; told < opened.changes.length; told += 1) {
      const change = opened.changes[told];
      if (change !== undefined) nudge(change);
    }
    return ended;
  }, 50_000);

  opened.console.refresh();
  await page
    .getByRole("list", { name: "Waiting gates" })
    .getByRole("button", { name: /^Pay ACME GmbH/u })
    .click();
  const card = page.getByRole("region", { name: "Pay ACME GmbH" });
  await card.getByLabel("amount", { exact: true }).fill("1200.00");
  await card.getByLabel("Reason", { exact: true }).fill("as agreed");
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  const refused = card.getByRole("alert").filter({ hasText: "just appeared" });
  const status = card.getByRole("status");
  await status.or(refused).first().waitFor();
  // Playwright is faster than the half second that a person is given to read.
  if (await refused.isVisible()) {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await card.getByRole("button", { name: "Approve", exact: true }).click();
  }
  await status.filter({ hasText: "Delivered" }).waitFor();
  const item = page.getByRole("list", { name: "Recent decisions" }).getByRole("listitem", { name: "Pay ACME GmbH" });
  await item.getByRole("status").filter({ hasText: "Delivered" }).waitFor();

  const token = await sandbox.api().retrieveWaitpointToken(gate.tokenId);
  expect(token.status).toBe("COMPLETED");
  // The vendor stores what it is given inside a wrapper of its own.
  expect(JSON.parse(token.output ?? "null")).toMatchObject({
    json: {
      verdict: "approve",
      comment: "as agreed",
      edits: [{ op: "replace", path: "/amount", value: "1200.00" }],
    },
  });
  expect(await complaints()).toEqual([]);
  ended = true;
  opened.console.refresh();
  await close();
  await telling.catch(() => undefined);
});
