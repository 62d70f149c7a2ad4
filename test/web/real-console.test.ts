import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { openAuditPages } from "#adapters/sqlite/audit-pages.ts";
import { openInsightFacts } from "#adapters/sqlite/insight-facts.ts";
import { createInsight } from "#app/insight.ts";
import { createAuditHandlers } from "#main/audit-handlers.ts";
import { createHandlers } from "#main/handlers.ts";
import { systemClock as clock, systemTimer as timer } from "#main/system-time.ts";
import { createAuditCheck } from "#main/verify-audit.ts";
import { weekStart } from "#main/week-start.ts";
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
  const pages = openAuditPages(opened.database);
  const { environments: _environments, operator: _operator, clock: _clock, ...facts } = sampleSession(Date.now());
  return createHandlers(opened.console, {
    session: () => facts,
    rename: () => undefined,
    looks: () => ({}),
    connectFrom: async () => ({ result: "cancelled" }),
    connect: async () => ({ result: "refused", cause: "test", message: "This console is connected already." }),
    exportAudit: async () => null,
    audit: createAuditHandlers(
      pages,
      createAuditCheck({ ...opened, pages, deviceId: () => opened.audit.deviceId(), crypto: nodeCrypto, clock, timer }),
    ),
    insight: createInsight({
      clock,
      timer,
      facts: openInsightFacts(opened.database),
      hastyMs: () => 0,
      weekStart,
      hourOf: (at) => new Date(at).getHours(),
      complain: (error) => opened.complaints.push(error),
    }),
    openRun: async () => ({}),
    views: { read: () => [], write: () => undefined },
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

  // What was written down about it, checked by the same chain that an export is, and measured on the way.
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByText(/Chain verified, \d+ entries/u).waitFor();
  const entries = page.getByRole("list", { name: "Audit log" }).getByRole("listitem");
  await entries.filter({ hasText: "Delivered" }).filter({ hasText: "Pay ACME GmbH" }).waitFor();
  await entries.filter({ hasText: "Decision recorded: Approved" }).filter({ hasText: "Ada" }).waitFor();
  await page.getByRole("button", { name: "Insight" }).click();
  const insight = page.getByRole("dialog", { name: "Insight" });
  await insight.getByText("The last 12 weeks on this computer: 1 decision.").waitFor();
  await insight
    .getByRole("region", { name: "Time on card" })
    .getByText(/nine of ten up to .* 1 decision/u)
    .waitFor();
  expect(await complaints()).toEqual([]);
  expect(opened.complaints).toEqual([]);
  ended = true;
  // Says so, and with it that the telling is over.
  opened.console.resume();
  await close();
  await telling.catch(() => undefined);
});
