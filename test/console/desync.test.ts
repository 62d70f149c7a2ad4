import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { writeGate } from "./gates.ts";
import { openTestConsole, type TestConsole } from "./open-test-console.ts";

let sandbox: StartedSandbox;
let opened: TestConsole;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ["--no-worker"] });
  opened = openTestConsole(sandbox.ready());
});
afterAll(async () => {
  opened.stop();
  await sandbox.stop();
});

const kindOf = (tokenId: string) =>
  opened.console.booked(tokenId) === undefined ? "unseen" : opened.console.openCard(tokenId).condition.kind;

test("the open card of a gate that times out flips by itself to expired, and cannot be decided", async () => {
  const gate = await writeGate(sandbox, opened.console.keyId, {}, "8s");
  opened.console.refresh();
  await opened.until(() => kindOf(gate.tokenId) === "ready");
  const digest = opened.console.openCard(gate.tokenId).digest ?? "";
  opened.console.painted(gate.tokenId, digest);
  opened.changes.length = 0;
  const told = () =>
    opened.changes.some((change) => change.topic === "card.changed" && change.tokenId === gate.tokenId);
  await opened.until(() => told() && kindOf(gate.tokenId) === "expired");
  const approve = { tokenId: gate.tokenId, digest, verdict: "approve", edits: [], comment: "" } as const;
  expect(() => opened.console.decide(approve)).toThrow(expect.objectContaining({ code: "gate/past-deadline" }));
});

test("a gate that is not on the screen is gone from the queue within one sweep of its timeout", async () => {
  const gate = await writeGate(sandbox, opened.console.keyId, {}, "5s");
  opened.console.refresh();
  await opened.until(() => opened.console.booked(gate.tokenId)?.gate.envelope !== undefined);
  await opened.until(() => opened.console.booked(gate.tokenId)?.gate.status === "TIMED_OUT", 30_000);
  expect(kindOf(gate.tokenId)).toBe("expired");
});

test("a run that is cancelled under an open card leaves an orphan that nobody can approve, not even who was about to", async () => {
  const gate = await writeGate(sandbox, opened.console.keyId);
  opened.console.refresh();
  await opened.until(() => kindOf(gate.tokenId) === "ready");
  const digest = opened.console.openCard(gate.tokenId).digest ?? "";
  opened.console.painted(gate.tokenId, digest);
  await new Promise((resolve) => setTimeout(resolve, 550));
  await sandbox.api().cancelRun(gate.runId);
  // Decided before the console could know: looked at again before it is sent, and never sent.
  opened.console.decide({ tokenId: gate.tokenId, digest, verdict: "approve", edits: [], comment: "" });
  await opened.until(() => kindOf(gate.tokenId) === "orphaned");
  await opened.until(() => opened.console.decisionOn(gate.tokenId)?.status.state !== "sending");
  expect((await sandbox.api().retrieveWaitpointToken(gate.tokenId)).status).toBe("WAITING");
  expect(opened.complaints).toEqual([]);
});
