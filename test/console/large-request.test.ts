import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { canonicalJson } from "#core/canonical.ts";
import { Decision } from "#core/decision.ts";
import { digestOf } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import { PAGE_BYTES, pageCount } from "#core/payload-page.ts";
import { endReading } from "#test/contracts/gateway/play-reading.ts";
import { type StartedSandbox, startSandbox } from "#test/sandbox/start-sandbox.ts";
import { request, writeGate } from "./gates.ts";
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

const lines = Array.from({ length: 4_000 }, (_, index) => `4400;1.00;${"Büro ".repeat(60)}${index}`);
const conditionOf = (tokenId: string) =>
  opened.console.booked(tokenId) === undefined ? "unseen" : opened.console.openCard(tokenId).condition.kind;
const isOnScreenLongEnough = () => new Promise((resolve) => setTimeout(resolve, 550));

/** A gate whose request is kept elsewhere, as the task's library writes it. */
async function writeLargeGate(title: string) {
  const { parameters, ...rest } = request({ title });
  const whole: GateRequest = { ...rest, parameters: { ...parameters, lines } };
  const body = new TextEncoder().encode(canonicalJson(whole));
  const payload = {
    ref: `approval_payloads/${title.toLowerCase().replaceAll(" ", "-")}`,
    bytes: body.byteLength,
    digest: `sha256-${nodeCrypto.sha256(body)}`,
    mediaType: "application/json" as const,
  };
  const gate = await writeGate(sandbox, opened.console.keyId, { title, parameters, parametersSchema: {}, payload });
  return { ...gate, whole, body, payload };
}

/** Plays the task that hands out pages until all of them are. */
async function handOut({ body, payload }: Awaited<ReturnType<typeof writeLargeGate>>): Promise<void> {
  const { url, secretKey: key } = sandbox.ready();
  const { ref, digest, bytes } = payload;
  const pages = pageCount(bytes);
  for (let left = pages; left > 0; left -= 1) {
    const runId = await nextReading();
    const asked = (await sandbox.api().retrieveRun(runId)).payload as { page: number };
    const part = body.slice(asked.page * PAGE_BYTES, (asked.page + 1) * PAGE_BYTES);
    const page = { ref, digest, bytes, page: asked.page, pages, body: part };
    await endReading({ url, key, fetch }, { runId, reading: { state: "page", page }, elsewhere: true });
  }
}

/** The reading that has waited longest for a worker. */
async function nextReading(): Promise<string> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    const { data } = await sandbox.api().listRuns({ status: ["QUEUED"], taskIdentifier: "countersign-read-payload" });
    const oldest = data.at(-1);
    if (oldest !== undefined) return oldest.id;
  }
  throw new Error("Nobody asked for a page within ten seconds.");
}

test("a large request is approved once all of it is proved and was seen, and the task hears the digest of all parameters", async () => {
  const gate = await writeLargeGate("Book the year");
  opened.console.refresh();
  await opened.until(() => conditionOf(gate.tokenId) === "payload-loading");
  const digest = opened.console.openCard(gate.tokenId).digest ?? "";
  const approve = () =>
    opened.console.decide({ tokenId: gate.tokenId, digest, verdict: "approve", edits: [], comment: "" });
  opened.console.painted(gate.tokenId, digest, "part");
  await isOnScreenLongEnough();
  expect(approve).toThrow(expect.objectContaining({ code: expect.stringMatching(/^gate\//u) }));

  // Asked without opening the card anew, which would hand all of it over.
  const ready = opened.until(() => opened.console.whole(gate.tokenId) !== undefined);
  await handOut(gate);
  await ready;
  // What was seen so far was a part of it.
  expect(approve).toThrow(expect.objectContaining({ code: "gate/just-appeared" }));
  expect(opened.console.openCard(gate.tokenId).request).toEqual({ ...gate.whole, payload: gate.payload });
  opened.console.painted(gate.tokenId, digest, "part");
  opened.console.painted(gate.tokenId, digest, "whole");
  await isOnScreenLongEnough();
  const entry = approve();
  await opened.until(() => opened.console.decisionOn(gate.tokenId)?.status.state === "delivered");
  expect(Decision.parse(JSON.parse(entry.decisionJson))).toMatchObject({
    requestDigest: digest,
    parametersDigest: digestOf(gate.whole.parameters, nodeCrypto),
  });
  expect(opened.complaints).toEqual([]);
});

test("while one is read, and where nobody hands it out, it can be turned down, and the card beside it is decided", async () => {
  const stuck = await writeLargeGate("Book in vain");
  const good = await writeGate(sandbox, opened.console.keyId);
  opened.console.refresh();
  await opened.until(
    () => conditionOf(stuck.tokenId) === "payload-loading" && opened.console.booked(good.tokenId) !== undefined,
  );
  for (const { tokenId, verdict } of [
    { tokenId: stuck.tokenId, verdict: "reject" as const },
    { tokenId: good.tokenId, verdict: "approve" as const },
  ]) {
    await opened.until(() => ["ready", "payload-loading"].includes(conditionOf(tokenId)));
    const digest = opened.console.openCard(tokenId).digest ?? "";
    opened.console.painted(tokenId, digest, verdict === "reject" ? "part" : "whole");
    await isOnScreenLongEnough();
    opened.console.decide({ tokenId, digest, verdict, edits: [], comment: "Not now." });
    await opened.until(() => opened.console.decisionOn(tokenId)?.status.state === "delivered");
  }
});
