import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { readStrictUtf8 } from "#adapters/crypto/strict-utf8.ts";
import { createFakeGateway } from "#adapters/fake/fake-gateway.ts";
import { createFakeServer } from "#adapters/fake/fake-server.ts";
import { type Fault, type FakeCall } from "#adapters/fake/fault.ts";
import { canonicalJson } from "#core/canonical.ts";
import { digestOf } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import type { JsonObject } from "#core/json.ts";
import { PAGE_BYTES, pageCount, type PayloadPage, type PayloadReading } from "#core/payload-page.ts";
import { createLink, type Environment } from "./environment.ts";
import { createLargeRequests } from "./large-requests.ts";
import type { PayloadProgress } from "./read-payload.ts";
import { createServerTime } from "./server-time.ts";

function wholeRequest(lines: readonly string[]): GateRequest {
  return {
    gate: "import",
    round: 1,
    kind: "ledger.import",
    title: "Book many lines",
    urgency: "normal",
    requestedBy: "ledger-import",
    parameters: { lines, total: "12.00", currency: "EUR" },
    parametersSchema: {},
    editable: [],
    verdicts: ["approve", "reject"],
    money: { amount: "/total", currency: "/currency" },
    effect: "Books.",
    rollback: "Nothing.",
    approvals: { needed: 1, step: 1, previous: [] },
    conversation: [],
  };
}

const whole = wholeRequest(Array.from({ length: 4_000 }, (_, index) => `4400;1.00;${"Büro ".repeat(150)}${index}`));

/** What the task's library makes of a whole request: what travels inline, and the bytes that it keeps. */
function kept(text: string, part: Partial<GateRequest> = {}) {
  const body = new TextEncoder().encode(text);
  const digest = `sha256-${nodeCrypto.sha256(body)}`;
  const ref = "approval_payloads/run_a-1";
  const inline: GateRequest = {
    ...whole,
    parameters: { total: "12.00", currency: "EUR" },
    parametersSchema: {},
    payload: { ref, bytes: body.byteLength, digest, mediaType: "application/json" },
    ...part,
  };
  const read = (_ref: string, page: number): PayloadReading => ({
    state: "page",
    page: {
      ref,
      digest,
      bytes: body.byteLength,
      page,
      pages: pageCount(body.byteLength),
      body: body.slice(page * PAGE_BYTES, (page + 1) * PAGE_BYTES),
    },
  });
  return { inline, read };
}

/** A reader of large requests on a fake server, in time that a test lets pass. */
function openReader(chaos: (call: FakeCall) => Fault = () => ({ kind: "none" })) {
  let now = 1_000_000;
  const timers = new Map<number, { at: number; callback: () => void }>();
  let nextTimer = 0;
  const clock = { now: () => now, monotonic: () => now };
  const timer = {
    after: (milliseconds: number, callback: () => void) => {
      const id = (nextTimer += 1);
      timers.set(id, { at: now + milliseconds, callback });
      return () => void timers.delete(id);
    },
  };
  const calls: string[] = [];
  const server = createFakeServer({ now: () => now });
  const gateway = createFakeGateway({
    server,
    clock,
    timer,
    chaos: (call) => {
      calls.push(call.method);
      return chaos(call);
    },
  });
  const link = createLink(() => undefined);
  const environment: Environment = {
    id: "dev",
    name: "Dev",
    kind: "development",
    address: "",
    gateway,
    time: createServerTime(clock),
    link,
  };
  const random = { fraction: () => 0.5, uuid: () => "" };
  const told: string[] = [];
  const large = createLargeRequests({ clock, timer, random, crypto: nodeCrypto, readText: readStrictUtf8 }, (digest) =>
    told.push(digest),
  );
  async function pass(milliseconds: number): Promise<void> {
    const end = now + milliseconds;
    for (;;) {
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
      const due = [...timers].filter(([, { at }]) => at <= end).toSorted((a, b) => a[1].at - b[1].at)[0];
      if (due === undefined) break;
      timers.delete(due[0]);
      now = Math.max(now, due[1].at);
      due[1].callback();
    }
    now = end;
  }
  const open = (inline: GateRequest): string => {
    const digest = digestOf(inline, nodeCrypto);
    large.open(environment, digest, inline);
    return digest;
  };
  return { server, large, pass, open, calls, told, link, timers };
}

const problemIn = (progress: PayloadProgress | undefined): string =>
  progress?.kind === "failed" ? progress.problem : (progress?.kind ?? "nothing");

test("a large request is whole once every page is there and the digest of all of them is the one it names", async () => {
  const { server, large, pass, open, told, timers } = openReader();
  const { inline, read } = kept(canonicalJson(whole));
  server.playReads(read);
  const digest = open(inline);
  expect(large.progressOf(digest)).toEqual({ kind: "loading", received: 0 });
  await pass(350);
  expect(large.progressOf(digest)).toEqual({ kind: "loading", received: PAGE_BYTES });
  await pass(5_000);
  expect(large.progressOf(digest)).toMatchObject({
    kind: "whole",
    whole: {
      request: { ...whole, payload: inline.payload },
      parametersDigest: digestOf(whole.parameters, nodeCrypto),
    },
  });
  expect(told.length).toBe(pageCount(inline.payload?.bytes ?? 0) + 1);
  expect(timers.size).toBe(0);
});

test.each<[string, (page: PayloadPage) => Partial<PayloadPage>, string]>([
  ["says another digest", () => ({ digest: `sha256-${"0".repeat(64)}` }), "wrong-page"],
  ["says another size", ({ bytes }) => ({ bytes: bytes + 1 }), "wrong-page"],
  ["says another number of pages", ({ pages }) => ({ pages: pages + 1 }), "wrong-page"],
  ["is another page", ({ page }) => ({ page: page + 1 }), "wrong-page"],
  ["is of another row", () => ({ ref: "approval_payloads/run_b-1" }), "wrong-page"],
  ["is cut short", ({ body }) => ({ body: body.slice(1) }), "wrong-page"],
  [
    "has one bit changed",
    ({ body }) => ({ body: body.map((byte, at) => (at === 99 ? byte ^ 1 : byte)) }),
    "wrong-digest",
  ],
])("a page that %s is a named problem", async (_what, lie, problem) => {
  const { server, large, pass, open, calls } = openReader();
  const { inline, read } = kept(canonicalJson(whole));
  server.playReads((ref, number) => {
    const reading = read(ref, number);
    return reading.state === "page" ? { state: "page", page: { ...reading.page, ...lie(reading.page) } } : reading;
  });
  const digest = open(inline);
  await pass(10_000);
  expect(problemIn(large.progressOf(digest))).toBe(problem);
  const asked = calls.length;
  await pass(120_000);
  expect(calls.length).toBe(asked);
});

test.each<[string, PayloadReading, string]>([
  ["knows of no such row", { state: "missing" }, "missing"],
  ["failed", { state: "failed", status: "FAILED", error: "The database is away." }, "failed"],
  ["was taken up by nobody in time", { state: "failed", status: "EXPIRED" }, "unanswered"],
  ["never ends", { state: "pending" }, "unanswered"],
])("a reading that %s is a named problem", async (_what, reading, problem) => {
  const { server, large, pass, open } = openReader();
  server.playReads(() => reading);
  const digest = open(kept(canonicalJson(whole)).inline);
  await pass(120_000);
  expect(problemIn(large.progressOf(digest))).toBe(problem);
});

const twice = canonicalJson(whole).replace('"effect":"Books."', '"effect":"Books.","effect":"Books."');
test.each<[string, string, Partial<GateRequest>, string]>([
  ["another effect", canonicalJson({ ...whole, effect: "Pays." }), {}, "contradicts"],
  ["another amount", canonicalJson(whole), { parameters: { total: "99.00", currency: "EUR" } }, "contradicts"],
  ["a field that the whole one lacks", canonicalJson(whole), { summary: "Harmless." }, "contradicts"],
  ["no request in it", canonicalJson({ hello: "there" }), {}, "unreadable"],
  ["a key twice", twice, {}, "unreadable"],
  ["spaces between", `${canonicalJson(whole)} `, {}, "unreadable"],
])(
  "a payload with %s than its envelope is a named problem, though its digest is right",
  async (_what, text, part, problem) => {
    const { server, large, pass, open } = openReader();
    const { inline, read } = kept(text, part);
    server.playReads(read);
    const digest = open(inline);
    await pass(10_000);
    expect(problemIn(large.progressOf(digest))).toBe(problem);
  },
);

test("one above what a desktop reads is not asked for at all", async () => {
  const { large, pass, open, calls } = openReader();
  const { inline } = kept(canonicalJson(whole));
  const payload = inline.payload === undefined ? undefined : { ...inline.payload, bytes: 17 * 1024 * 1024 };
  const digest = open({ ...inline, ...(payload !== undefined && { payload }) });
  await pass(1_000);
  expect([problemIn(large.progressOf(digest)), calls]).toEqual(["too-large", []]);
});

test("a network that fails is waited for, and what was read stays read", async () => {
  let failing = 12;
  const { server, large, pass, open, calls, link } = openReader(() => {
    failing -= 1;
    return failing > 0 && failing % 3 !== 0
      ? { kind: failing % 2 === 0 ? "unreachable" : "reset", applied: true }
      : { kind: "none" };
  });
  const { inline, read } = kept(canonicalJson(whole));
  server.playReads(read);
  const digest = open(inline);
  await pass(240_000);
  expect(large.progressOf(digest)?.kind).toBe("whole");
  expect(link.failures()).toBeGreaterThan(0);
  const pages = pageCount(inline.payload?.bytes ?? 0);
  expect(calls.filter((call) => call === "startPayloadRead").length).toBeLessThan(pages + 8);
});

test("a key that may not trigger tasks is told on this card, and leaves the environment alone", async () => {
  const { large, pass, open, link } = openReader(() => ({ kind: "forbidden" }));
  const digest = open(kept(canonicalJson(whole)).inline);
  await pass(1_000);
  expect([problemIn(large.progressOf(digest)), link.state().state]).toEqual(["refused", "connecting"]);
});

test("a card that is put away asks for no more pages", async () => {
  const { server, large, pass, open, calls, timers } = openReader();
  const { inline, read } = kept(canonicalJson(whole));
  server.playReads(read);
  const digest = open(inline);
  await pass(350);
  large.close();
  const asked = calls.length;
  await pass(60_000);
  expect([calls.length - asked, large.progressOf(digest), timers.size]).toEqual([0, undefined, 0]);
});

test("a request that was proved is not read again when its card is opened again; few are kept", async () => {
  const { server, large, pass, open, calls } = openReader();
  const opened: string[] = [];
  for (let number = 0; number < 10; number += 1) {
    const parameters: JsonObject = { ...whole.parameters, number };
    const { inline, read } = kept(canonicalJson({ ...whole, parameters }));
    server.playReads(read);
    opened.push(open(inline));
    await pass(20_000);
    const asked = calls.length;
    large.close();
    open(inline);
    await pass(20_000);
    expect(calls.length).toBe(asked);
  }
  const still = opened.filter((digest) => large.progressOf(digest)?.kind === "whole");
  expect(still).toEqual(opened.slice(-still.length));
  expect(still.length).toBe(Math.floor((24 * 1024 * 1024) / (kept(canonicalJson(whole)).inline.payload?.bytes ?? 1)));
});
