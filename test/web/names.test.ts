import { afterAll, beforeAll, expect, test } from "vitest";
import { type Browser } from "@playwright/test";
import { launchChromium, openWindow } from "./open-window.ts";
import { sampleGate, tokenIdOf } from "./sample-gates.ts";
import { moveDecision } from "./scripted-handlers.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const oneGate = () => [sampleGate({ name: "acme" }, Date.now())];

test("list, card, fields, buttons, log and status carry the names that scripts and screen readers rely on", async () => {
  const { page, main, complaints, close } = await openWindow(browser, { gates: oneGate() });
  expect(await page.title()).toBe("Countersign");
  const row = page.getByRole("list", { name: "Waiting gates" }).getByRole("listitem", { name: "Pay ACME GmbH" });
  await row.getByRole("button", { name: /^Pay ACME GmbH/u }).click();

  const card = page.getByRole("region", { name: "Pay ACME GmbH" });
  await card.getByText("Paused, waiting for you").waitFor();
  await card.getByText("Run status at Trigger.dev: EXECUTING").waitFor();
  await card.getByRole("log", { name: "Execution log" }).waitFor();
  for (const name of ["Approve", "Reject", "Respond"]) await card.getByRole("button", { name, exact: true }).waitFor();
  expect(await card.getByLabel("Amount", { exact: true }).inputValue()).toBe("1250.00");
  expect(await card.getByRole("group", { name: "Payee" }).textContent()).toBe("ACME GmbH");

  await card.getByLabel("Reason", { exact: true }).fill("as agreed");
  await card.getByRole("button", { name: "Approve", exact: true }).click();
  const status = page
    .getByRole("list", { name: "Recent decisions" })
    .getByRole("listitem", { name: "Pay ACME GmbH" })
    .getByRole("status");
  await status.filter({ hasText: /^Held$/u }).waitFor();
  await card
    .getByRole("status")
    .filter({ hasText: /^Held$/u })
    .waitFor();

  const [decision] = main.decisions;
  moveDecision(main, decision?.decisionId ?? "", {
    status: { state: "delivered", completedAt: Date.now(), late: false },
    runEnd: "completed",
    can: [],
  });
  await status.filter({ hasText: /^Delivered.*run completed$/u }).waitFor();
  await card
    .getByRole("status")
    .filter({ hasText: /^Delivered.*run completed$/u })
    .waitFor();
  expect(main.recorded).toMatchObject([{ verdict: "approve", comment: "as agreed", edits: [] }]);
  expect(await complaints()).toEqual([]);
  await close();
});

test("what is decided is the request whose paint was acknowledged, and the refusal before that is seen", async () => {
  const { page, main, close } = await openWindow(browser, {
    gates: oneGate(),
    prepare: (scripted) => {
      scripted.graceMs = 60_000;
    },
  });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "just appeared" }).waitFor();
  expect(main.recorded).toEqual([]);
  main.graceMs = 0;
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("region", { name: "Pay ACME GmbH" }).getByRole("status").filter({ hasText: "Held" }).waitFor();
  expect(main.painted.map(({ tokenId }) => tokenId)).toContain(tokenIdOf("acme"));
  expect(main.recorded.map(({ digest }) => digest)).toEqual(main.painted.slice(0, 1).map(({ digest }) => digest));
  await close();
});

test("an edit is compared before it is approved, and sent as one replacement", async () => {
  const { page, main, close } = await openWindow(browser, { gates: oneGate() });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  const amount = page.getByLabel("Amount", { exact: true });
  await amount.fill("1.200,00");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByText("Enter an exact amount like 1250.00", { exact: false }).waitFor();
  expect(main.recorded).toEqual([]);

  await amount.fill("1200.00");
  const changes = page.getByRole("region", { name: "1 change you will approve" });
  expect(await changes.locator("del").textContent()).toContain("1,250.00");
  expect(await changes.locator("ins").textContent()).toContain("1,200.00");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByRole("region", { name: "Pay ACME GmbH" }).getByRole("status").filter({ hasText: "Held" }).waitFor();
  expect(main.recorded[0]?.edits).toEqual([{ op: "replace", path: "/amount", value: "1200.00" }]);
  // What was decided stays to be read, and takes nothing more.
  expect([await amount.inputValue(), await amount.isDisabled()]).toEqual(["1200.00", true]);
  await close();
});

test("a rejection without a reason is asked for it, and is not sent", async () => {
  const { page, main, close } = await openWindow(browser, { gates: oneGate() });
  await page.getByRole("button", { name: /^Pay ACME GmbH/u }).click();
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "Write a reason" }).waitFor();
  expect(main.recorded).toEqual([]);
  await page.getByLabel("Reason", { exact: true }).fill("wrong supplier");
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await page.getByRole("region", { name: "Pay ACME GmbH" }).getByRole("status").filter({ hasText: "Held" }).waitFor();
  expect(main.recorded).toMatchObject([{ verdict: "reject", comment: "wrong supplier" }]);
  await close();
});
