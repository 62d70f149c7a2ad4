import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DecisionView } from "#ipc/views.ts";
import { launchChromium, openWindow } from "#test/web/open-window.ts";
import { manyGates, tokenIdOf } from "#test/web/sample-gates.ts";
import { moveDecision, type ScriptedMain } from "#test/web/scripted-handlers.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const AS_OF = new Date(2026, 10, 22, 9, 41).getTime();

function goOffline(main: ScriptedMain): void {
  const connection = {
    state: "offline",
    asOf: AS_OF,
    code: "gateway/unreachable",
    reason: "The server cannot be reached.",
  } as const;
  const environments = main.session.environments.map((environment) => ({ ...environment, connection }));
  main.session = { ...main.session, environments };
  main.nudge({ topic: "session.changed" });
}

/** Puts a decision on the first gate, as the outbox would hold it. */
function decided(main: ScriptedMain, status: DecisionView["status"], can: DecisionView["can"]): string {
  const decisionId = "01938c1e-7c6e-7a55-8f3a-0000000000aa";
  main.decisions.unshift({
    decisionId,
    tokenId: tokenIdOf("many0"),
    environmentId: "sandbox",
    title: "Pay supplier 0",
    verdict: "approve",
    recordedAt: Date.now(),
    attempts: 3,
    status,
    can,
  });
  main.nudge({ topic: "decisions.changed" });
  return decisionId;
}

async function openFirst() {
  const opened = await openWindow(browser, { gates: manyGates(3, Date.now()) });
  await opened.page.getByRole("button", { name: /^Pay supplier 0/u }).click();
  return { ...opened, card: opened.page.getByRole("region", { name: "Pay supplier 0", exact: true }) };
}

test("23: offline is said in a banner and in the title bar, with the time of the last good answer", async () => {
  const { page, main, card, complaints, close } = await openFirst();
  goOffline(main);
  const banner = page.getByRole("note", { name: "Sandbox is offline" });
  await banner.getByText("09:41", { exact: false }).waitFor();
  await banner.getByText("The server cannot be reached.", { exact: false }).waitFor();
  await page.getByRole("banner").getByText("Offline, as of", { exact: false }).first().waitFor();
  expect(await card.getByRole("button", { name: "Approve", exact: true }).isDisabled()).toBe(false);
  expect(await complaints()).toEqual([]);
  await close();
});

test("24: a queued decision stays in sight with its state, its attempts and its last error, and is taken back", async () => {
  const { page, main, card, close } = await openFirst();
  goOffline(main);
  const decisionId = decided(main, { state: "queued", nextAttemptAt: Date.now() + 60_000, reason: "uncertain" }, [
    "withdraw",
    "send-now",
  ]);
  await card.getByRole("status").filter({ hasText: "Queued" }).waitFor();
  await card.getByText("Whether it arrived is unknown", { exact: false }).waitFor();
  await card.getByText("3 attempts", { exact: false }).waitFor();
  const recent = page.getByRole("list", { name: "Recent decisions" }).getByRole("listitem", { name: "Pay supplier 0" });
  await recent.getByRole("status").filter({ hasText: "Queued" }).waitFor();
  moveDecision(main, decisionId, {
    status: { state: "queued", nextAttemptAt: Date.now() + 60_000, reason: "rate-limited" },
  });
  await card.getByText("The server asked us to wait", { exact: false }).waitFor();
  await recent.getByRole("button", { name: "Withdraw" }).click();
  await card.getByRole("button", { name: "Approve", exact: true }).waitFor();
  expect(main.decisions[0]?.status.state).toBe("withdrawn");
  await close();
});

test.each([
  [
    "second, after a colleague",
    { state: "superseded", completedAt: 1, winner: { who: "operator", name: "Amara Okafor", verdict: "reject" } },
    "Amara Okafor decided first (Reject). Yours was kept but does not count.",
  ],
  [
    "second, after somebody outside",
    { state: "superseded", completedAt: 1, winner: { who: "outside" } },
    "Somebody completed the token outside Countersign.",
  ],
  [
    "too late to be sent",
    { state: "expired", cause: "never-sent", expiredAt: 1 },
    "The deadline passed before it could be sent.",
  ],
  ["too late on arrival", { state: "delivered", completedAt: 1, late: true }, "it arrived after the deadline"],
] as const)("25: a decision that came %s says so, on its card and in the list", async (_case, status, words) => {
  const { page, main, card, complaints, close } = await openFirst();
  decided(main, status, []);
  await card.getByText(words, { exact: false }).waitFor();
  await page.getByRole("list", { name: "Recent decisions" }).getByText(words, { exact: false }).waitFor();
  expect(await card.getByRole("button", { name: "Approve", exact: true }).count()).toBe(0);
  expect(await complaints()).toEqual([]);
  await close();
});

test("25: a request that changed while offline is shown beside what was decided on, and nothing was sent", async () => {
  const { main, card, close } = await openFirst();
  const [gate] = main.gates;
  const request = gate?.card.request;
  if (gate === undefined || request === undefined) throw new Error("The first gate has no request.");
  const changed = { ...request, parameters: { ...request.parameters, amount: "12500.00" } };
  gate.card = { ...gate.card, decidedRequest: request, request: changed };
  decided(main, { state: "parked", reason: "request-changed", detail: "", parkedAt: Date.now() }, [
    "look-again",
    "withdraw",
  ]);
  const conflict = card.getByRole("region", { name: "The request changed after you decided; nothing was sent" });
  const row = conflict.getByRole("row", { name: "Amount" });
  await row.waitFor();
  expect(await row.getByRole("cell").allTextContents()).toEqual(["1250.00", "12500.00"]);
  await card.getByRole("button", { name: "Look again" }).waitFor();
  await close();
});

test("27: one key-reachable button asks every environment at once, and another sends a waiting decision at once", async () => {
  const { page, main, card, close } = await openFirst();
  const asked: string[] = [];
  const sendNow = main.handlers["decisions.sendNow"];
  Object.assign(main.handlers, {
    "queue.refresh": async () => (asked.push("refresh"), {}),
    "decisions.sendNow": async (input: { decisionId: string }) => (
      asked.push(`send ${input.decisionId}`),
      sendNow(input)
    ),
  });
  goOffline(main);
  const decisionId = decided(main, { state: "queued", nextAttemptAt: Date.now() + 60_000, reason: "offline" }, [
    "withdraw",
    "send-now",
  ]);
  await page.getByRole("button", { name: "Check now" }).press("Enter");
  await card.getByRole("button", { name: "Send now" }).press("Enter");
  await expect.poll(() => asked).toEqual(["refresh", `send ${decisionId}`]);
  await close();
});
