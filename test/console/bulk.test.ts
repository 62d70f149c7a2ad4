import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { ReviewedGate } from "#app/bulk-review.ts";
import type { Digest } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import type { TokenId } from "#core/identifiers.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { envelope, request, rewriteEnvelope, writeGate } from "./gates.ts";
import { openTestConsole, type TestConsole } from "./open-test-console.ts";

const SHOWN_MS = 600;

let sandbox: StartedSandbox;
let opened: TestConsole;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ["--no-worker"] });
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  opened = openTestConsole(sandbox.ready(), undefined, { limits: [{ currency: "CHF", amount: "1000.00" }] });
});
afterEach(() => opened.stop());

/** Writes these gates, each to a payee of its own unless it says whom, and waits until the console knows their envelopes. */
async function gates(console: TestConsole, parts: readonly Partial<GateRequest>[]) {
  const written: Awaited<ReturnType<typeof writeGate>>[] = [];
  for (const [index, part] of parts.entries()) {
    const parameters = { payee: `Supplier ${index}`, amount: "1250.00", currency: "EUR" };
    written.push(await writeGate(sandbox, console.console.keyId, { parameters, ...part }));
  }
  console.console.refresh();
  await console.until(() =>
    written.every(({ tokenId }) => console.console.booked(tokenId)?.gate.envelope !== undefined),
  );
  return written;
}

function shownRows(reviewed: readonly ReviewedGate[]): { tokenId: TokenId; digest: Digest }[] {
  return reviewed.flatMap(({ tokenId, card }) =>
    card?.digest === undefined ? [] : [{ tokenId, digest: card.digest }],
  );
}

const tokensOf = (written: readonly { tokenId: TokenId }[]) => written.map(({ tokenId }) => tokenId);
const states = ({ console }: TestConsole) => console.bulk.entries().map(({ status }) => status.state);

test("only rows that were on the screen for half a second are decided; the others stay waiting and are counted", async () => {
  const { console } = opened;
  const [seen, scrolledPast, justShown, never] = await gates(opened, [{}, {}, {}, {}]);
  const ids = tokensOf([seen, scrolledPast, justShown, never].filter((gate) => gate !== undefined));
  const rows = shownRows(await console.bulk.review("approve", ids));
  console.bulk.visible(rows.slice(0, 2));
  await sleep(100);
  console.bulk.visible(rows.slice(0, 1));
  await sleep(SHOWN_MS);
  console.bulk.visible(rows.slice(2, 3));

  expect(await console.bulk.decide("approve", ids, "")).toEqual({ recorded: 1, notShown: 3, refused: [] });
  await opened.until(() => states(opened).includes("delivered"));
  expect(ids.map((tokenId) => console.isWaiting(tokenId))).toEqual([false, true, true, true]);
});

test("a request that changed after it was shown is not decided, nor is one whose new words were not shown", async () => {
  const { console } = opened;
  const [gate] = await gates(opened, [{}]);
  if (gate === undefined) throw new Error("There is no gate.");
  const rows = shownRows(await console.bulk.review("approve", [gate.tokenId]));
  console.bulk.visible(rows);
  await sleep(SHOWN_MS);
  const changed = request({ summary: "Other words." });
  await rewriteEnvelope(sandbox.api(), gate, envelope(console.keyId, changed));
  console.openCard(gate.tokenId);
  await opened.until(() => console.openCard(gate.tokenId).digest !== rows[0]?.digest);

  expect(await console.bulk.decide("approve", [gate.tokenId], "")).toMatchObject({
    recorded: 0,
    refused: [{ tokenId: gate.tokenId, why: { kind: "failed" } }],
  });
  await console.bulk.review("approve", [gate.tokenId]);
  console.bulk.visible(rows);
  await sleep(SHOWN_MS);
  expect(await console.bulk.decide("approve", [gate.tokenId], "")).toMatchObject({ recorded: 0, notShown: 1 });
});

test("what cannot be decided with the others is said with its reason, and none of it is decided", async () => {
  const { console } = opened;
  const money = { amount: "/amount", currency: "/currency", payee: "/payee" } as const;
  const above = { parameters: { payee: "ACME", amount: "1000.01", currency: "CHF" }, money };
  const inexact = { parameters: { payee: "ACME", amount: "1,000", currency: "EUR" }, money };
  const imitated = { parameters: { payee: "\u0410cme GmbH", amount: "10.00", currency: "EUR" }, money };
  const written = await gates(opened, [{}, above, inexact, { verdicts: ["approve", "respond"] }, imitated]);
  const ids = [...tokensOf(written), "waitpoint_unknown000000000"];
  const why = async (verdict: "approve" | "reject") =>
    (await console.bulk.review(verdict, ids)).map(({ objection }) => objection);
  expect(await why("approve")).toEqual([
    undefined,
    "above-limit",
    "amount-unverifiable",
    undefined,
    "flagged",
    "unknown",
  ]);
  expect(await why("reject")).toEqual([undefined, undefined, undefined, "verdict-not-offered", undefined, "unknown"]);

  const rows = shownRows(await console.bulk.review("approve", ids));
  console.bulk.visible(rows);
  await sleep(SHOWN_MS);
  expect(await console.bulk.decide("approve", ids, "")).toEqual({ recorded: 2, notShown: 4, refused: [] });
});

test("two payments of the same amount to the same payee are not approved together, but may be rejected", async () => {
  const { console } = opened;
  const twice = { parameters: { payee: "ACME GmbH", amount: "99.00", currency: "EUR" } };
  const again = { parameters: { payee: "Acme GmbH", amount: "99.0", currency: "EUR" } };
  const ids = tokensOf(await gates(opened, [twice, {}, again]));
  const why = async (verdict: "approve" | "reject") =>
    (await console.bulk.review(verdict, ids)).map(({ objection }) => objection);
  expect(await why("reject")).toEqual([undefined, undefined, undefined]);
  expect(await why("approve")).toEqual(["alike", undefined, "alike"]);
  console.bulk.visible(shownRows(await console.bulk.review("approve", ids)));
  await sleep(SHOWN_MS);
  expect(await console.bulk.decide("approve", ids, "")).toEqual({ recorded: 1, notShown: 2, refused: [] });
});

test("a rejection of many needs a reason, which each of them gets", async () => {
  const { console } = opened;
  const ids = tokensOf(await gates(opened, [{}, {}]));
  console.bulk.visible(shownRows(await console.bulk.review("reject", ids)));
  await sleep(SHOWN_MS);
  await expect(console.bulk.decide("reject", ids, "  ")).rejects.toMatchObject({ code: "decision/invalid" });
  await console.bulk.decide("reject", ids, "Not ours.");
  await opened.until(() => states(opened).every((state) => state === "delivered"));
  const outputs = await Promise.all(
    ids.map(async (id) => (await sandbox.api().retrieveWaitpointToken(id)).output ?? ""),
  );
  expect(outputs.map((output) => output.includes("Not ours."))).toEqual([true, true]);
});

test("each gate ends with its own outcome, those that need a person first", async () => {
  const { console } = opened;
  const written = await gates(opened, [{}, {}, {}]);
  const ids = tokensOf(written);
  console.bulk.visible(shownRows(await console.bulk.review("approve", ids)));
  await sleep(SHOWN_MS);
  const [rival, changed] = written;
  if (rival === undefined || changed === undefined) throw new Error("There are no gates.");
  console.suspend();
  await sandbox.api().completeWaitpointToken(rival.tokenId, { data: { by: "somebody" } });
  await rewriteEnvelope(sandbox.api(), changed, envelope(console.keyId, request({ title: "Pay somebody else" })));
  await console.bulk.decide("approve", ids, "");
  console.resume();
  await opened.until(() => states(opened).join() === "parked,superseded,delivered");
  expect(console.decisionOn(changed.tokenId)?.status).toMatchObject({ state: "parked", reason: "request-changed" });
});

test("undo takes the whole batch back while it is held, and its gates wait again", async () => {
  opened.stop();
  opened = openTestConsole(sandbox.ready(), undefined, { undoMs: 60_000 });
  const { console } = opened;
  const ids = tokensOf(await gates(opened, [{}, {}, {}]));
  console.bulk.visible(shownRows(await console.bulk.review("approve", ids)));
  await sleep(SHOWN_MS);
  await console.bulk.decide("approve", ids, "");
  expect([states(opened), ids.some((tokenId) => console.isWaiting(tokenId))]).toEqual([
    ["held", "held", "held"],
    false,
  ]);
  expect(console.bulk.undo()).toEqual({ undone: 3, tooLate: 0 });
  expect([states(opened), ids.every((tokenId) => console.isWaiting(tokenId))]).toEqual([
    ["withdrawn", "withdrawn", "withdrawn"],
    true,
  ]);
  expect(console.bulk.undo()).toEqual({ undone: 0, tooLate: 3 });
});
