import { afterAll, beforeAll, expect, test } from "vitest";
import { generateSignerPem } from "#adapters/crypto/node-crypto.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { envelope, request, rewriteEnvelope, writeGate } from "./gates.ts";
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

test.each([
  [
    "a request whose digest is wrong is tampered",
    (keyId: string) => ({ ...envelope(keyId, request()), request: request({ effect: "Pays twice." }) }),
    "tampered",
  ],
  ["an envelope that does not parse is unreadable", () => ({ approved: true }), "unreadable"],
  ["an operator who is not listed is told so", (_keyId: string) => envelope("0".repeat(32), request()), "not-listed"],
  [
    "tags that contradict the request are named",
    (keyId: string) => envelope(keyId, request({ title: "Pay EVIL Ltd" })),
    "tags-disagree",
  ],
])("%s, and cannot be decided", async (_what, bad, kind) => {
  const gate = await writeGate(sandbox, opened.console.keyId);
  await rewriteEnvelope(sandbox.api(), gate, bad(opened.console.keyId));
  opened.console.refresh();
  await opened.until(() => kindOf(gate.tokenId) === kind);
  const card = opened.console.openCard(gate.tokenId);
  expect(() =>
    opened.console.decide({
      tokenId: gate.tokenId,
      digest: card.digest ?? `sha256-${"0".repeat(64)}`,
      verdict: "approve",
      edits: [],
      comment: "",
    }),
  ).toThrow(expect.objectContaining({ code: expect.stringMatching(/^gate\//u) }));
  expect(opened.console.recent(10)).toEqual([]);
});

test("a token without a run is named so", async () => {
  const { id } = await sandbox.api().createWaitpointToken({ timeout: "10m", tags: ["countersign", "title:Who asks?"] });
  opened.console.refresh();
  await opened.until(() => kindOf(id) === "without-run");
});

test("a run that the server does not know is named so", async () => {
  const tags = ["countersign", "run:run_cmwsb0oxx000cyv7dspm6qg85"];
  const { id } = await sandbox.api().createWaitpointToken({ timeout: "10m", tags });
  opened.console.refresh();
  await opened.until(() => kindOf(id) === "run-unknown");
});

test("a run that ended while its token waits is orphaned", async () => {
  const gate = await writeGate(sandbox, opened.console.keyId);
  await sandbox.api().cancelRun(gate.runId);
  opened.console.refresh();
  await opened.until(() => kindOf(gate.tokenId) === "orphaned");
});

test("a gate without an envelope is loading at first, never tampered", async () => {
  const gate = await writeGate(sandbox, opened.console.keyId);
  await sandbox.api().updateRunMetadata(gate.runId, { operations: [{ type: "delete", key: "countersign" }] });
  opened.console.refresh();
  await opened.until(() => kindOf(gate.tokenId) === "loading");
});

test("none of these holds up the good card beside them: it is decided and delivered", async () => {
  const gate = await writeGate(sandbox, opened.console.keyId);
  opened.console.refresh();
  await opened.until(() => kindOf(gate.tokenId) === "ready");
  const card = opened.console.openCard(gate.tokenId);
  const digest = card.digest ?? "";
  opened.console.painted(gate.tokenId, digest);
  await new Promise((resolve) => setTimeout(resolve, 550));
  opened.console.decide({ tokenId: gate.tokenId, digest, verdict: "approve", edits: [], comment: "" });
  await opened.until(() => opened.console.decisionOn(gate.tokenId)?.status.state === "delivered");
  expect(opened.complaints).toEqual([]);
});

test("a wrong key asks for a key and keeps what is known", async () => {
  const wrong = openTestConsole({ url: sandbox.ready().url, secretKey: "tr_dev_wrongwrongwrong" }, generateSignerPem());
  try {
    await wrong.until(() => wrong.console.environments()[0]?.link.state().state === "key-needed");
  } finally {
    wrong.stop();
  }
});

test("an unreachable server is offline, not an error", async () => {
  const away = openTestConsole({ url: "http://127.0.0.1:9", secretKey: "tr_dev_wrongwrongwrong" });
  try {
    await away.until(() => away.console.environments()[0]?.link.state().state === "offline");
    expect(away.complaints).toEqual([]);
  } finally {
    away.stop();
  }
});
