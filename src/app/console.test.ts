import { expect, test } from "vitest";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { readStrictUtf8 } from "#adapters/crypto/strict-utf8.ts";
import { createMemorySnoozes } from "#adapters/fake/memory-snoozes.ts";
import { createFakeGateway } from "#adapters/fake/fake-gateway.ts";
import { createFakeServer } from "#adapters/fake/fake-server.ts";
import { openMemoryStore } from "#adapters/fake/memory-store.ts";
import type { Alert } from "#core/alert.ts";
import type { AmountLimit } from "#core/amount-limit.ts";
import { digestOf } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import { formatGateTags } from "#core/gate-tags.ts";
import { createConsole } from "./console.ts";

const request: GateRequest = {
  gate: "payout",
  round: 1,
  kind: "payout.create",
  title: "Pay ACME GmbH",
  urgency: "critical",
  requestedBy: "payout-agent",
  parameters: { amount: "1250.00" },
  parametersSchema: {},
  editable: [],
  verdicts: ["approve", "reject"],
  effect: "Pays.",
  rollback: "Nothing.",
  approvals: { needed: 1, step: 1, previous: [] },
  conversation: [],
};

/** A console on a fake server; timers run only when a test lets them. */
function openConsole(limits: readonly AmountLimit[] = [], asked: GateRequest = request, undoMs = 0) {
  let now = 1_000_000;
  const timers = new Map<number, { at: number; callback: () => void }>();
  let nextTimer = 0;
  let uuids = 0;
  const clock = { now: () => now, monotonic: () => now };
  const timer = {
    after: (milliseconds: number, callback: () => void) => {
      const id = (nextTimer += 1);
      timers.set(id, { at: now + milliseconds, callback });
      return () => void timers.delete(id);
    },
  };
  const server = createFakeServer({ now: () => now });
  const signer = createSigner(generateSignerPem());
  const stores = openMemoryStore({ crypto: nodeCrypto, signer: () => signer });
  const notices: Alert[] = [];
  const listedAt: number[] = [];
  const onList: { next?: (() => void) | undefined } = {};
  const console = createConsole({
    clock,
    timer,
    random: { fraction: () => 0.5, uuid: () => `019ab3f0-0000-7000-8000-${String((uuids += 1)).padStart(12, "0")}` },
    crypto: nodeCrypto,
    readText: readStrictUtf8,
    store: stores.gates,
    outbox: stores.outbox,
    audit: stores.audit,
    notifier: { notify: (alert) => notices.push(alert), withdraw: () => undefined },
    reminded: { read: () => undefined, write: () => undefined },
    snoozeStore: createMemorySnoozes(),
    signer,
    operatorName: () => "Ada",
    undoMs: () => undoMs,
    limits: () => limits,
    checkParameters: async () => undefined,
    midnight: (now) => now,
    announce: () => undefined,
    complain: (error) => {
      throw error;
    },
  });
  console.start();
  console.addEnvironment({
    id: "dev",
    name: "Dev",
    kind: "development",
    address: "",
    connect: (onServerTime) => {
      const gateway = createFakeGateway({ server, clock, timer, onServerTime });
      return {
        ...gateway,
        listWaiting: (cursor) => {
          listedAt.push(now);
          onList.next?.();
          return gateway.listWaiting(cursor);
        },
      };
    },
  });
  /** Lets that much time pass, timers and promises included. */
  async function pass(milliseconds: number): Promise<void> {
    const end = now + milliseconds;
    for (;;) {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      const due = [...timers].filter(([, { at }]) => at <= end).toSorted((a, b) => a[1].at - b[1].at)[0];
      if (due === undefined) break;
      timers.delete(due[0]);
      now = Math.max(now, due[1].at);
      due[1].callback();
    }
    now = end;
  }
  function writeGate(wanted: GateRequest = asked): string {
    const runId = server.createRun({ task: "payout-agent" });
    const tokenId = server.createToken({ tags: formatGateTags(wanted, runId), timeoutAt: now + 600_000 });
    const envelope = { digest: digestOf(wanted, nodeCrypto), accepts: [console.keyId], request: wanted };
    server.setMetadata(runId, { countersign: { version: 1, gates: { [tokenId]: envelope } } });
    return tokenId;
  }
  return { console, server, notices, audit: stores.audit, pass, writeGate, now: () => now, listedAt, onList };
}

test("a decision is recorded with the request it was taken on, delivered, and its run followed to the end", async () => {
  const { console, server, audit, pass, writeGate } = openConsole();
  const tokenId = writeGate();
  await pass(5_000);
  const digest = console.openCard(tokenId).digest ?? "";
  console.painted(tokenId, digest);
  await pass(600);
  console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "" });
  await pass(2_000);
  expect(console.decisionOn(tokenId)?.status.state).toBe("delivered");
  server.setStatus(console.booked(tokenId)?.tags.runId ?? "", "COMPLETED");
  await pass(5_000);
  expect(console.booked(tokenId)?.gate.run?.ended).toBe("completed");
  expect(audit.entries().find(({ kind }) => kind === "decision.recorded")?.data["request"]).toEqual(request);
});

test("a card that was never painted cannot be decided, nor one of half a moment ago", async () => {
  const { console, pass, writeGate } = openConsole();
  const tokenId = writeGate();
  await pass(5_000);
  const digest = console.openCard(tokenId).digest ?? "";
  const decide = () => console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "" });
  expect(decide).toThrow(expect.objectContaining({ code: "gate/just-appeared" }));
  console.painted(tokenId, digest);
  await pass(400);
  expect(decide).toThrow(expect.objectContaining({ code: "gate/just-appeared" }));
  console.closeCard();
  expect(decide).toThrow(expect.objectContaining({ code: "gate/not-shown" }));
  expect(console.recent(10)).toEqual([]);
});

test("a new gate is told once; what was waiting at the start is not told", async () => {
  const { notices, pass, writeGate } = openConsole();
  writeGate();
  await pass(5_000);
  expect(notices).toEqual([]);
  const tokenId = writeGate();
  await pass(10_000);
  expect(notices).toMatchObject([{ kind: "new", urgency: "critical", gate: "payout", tokenId }]);
});

test("after sleep nothing can be decided until the server was asked again, or could not be", async () => {
  const { console, pass, writeGate } = openConsole();
  const tokenId = writeGate();
  await pass(5_000);
  expect(console.openCard(tokenId).condition.kind).toBe("ready");
  console.suspend();
  console.resume();
  const { condition, digest } = console.openCard(tokenId);
  expect(condition.kind).toBe("loading");
  console.painted(tokenId, digest ?? "");
  expect(() => console.decide({ tokenId, digest: digest ?? "", verdict: "approve", edits: [], comment: "" })).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^gate\//u) }),
  );
  await pass(3_000);
  expect(console.openCard(tokenId).condition.kind).toBe("ready");
});

test("what waits is counted without the gates that were decided here, and with those of every urgency", async () => {
  const { console, pass, writeGate } = openConsole();
  const tokenId = writeGate();
  writeGate();
  await pass(5_000);
  expect(console.waitingCount()).toBe(2);
  const digest = console.openCard(tokenId).digest ?? "";
  console.painted(tokenId, digest);
  await pass(600);
  console.suspend();
  console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "" });
  expect([console.waitingCount(), console.waiting({ search: "", order: "age", urgency: "low" }).length]).toEqual([
    1, 0,
  ]);
});

test("a look that is due while a decision is on its way waits until it is through", async () => {
  const { console, pass, writeGate, now, listedAt } = openConsole();
  const tokenId = writeGate();
  await pass(5_000);
  const digest = console.openCard(tokenId).digest ?? "";
  console.painted(tokenId, digest);
  await pass(2_000 - ((now() - (listedAt.at(-1) ?? 0)) % 2_000) - 50 + 2_000);
  const before = listedAt.length;
  console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "" });
  await pass(240);
  expect([listedAt.length - before, console.decisionOn(tokenId)?.status.state]).toEqual([0, "delivered"]);
  await pass(20);
  expect(listedAt.length - before).toBeGreaterThan(0);
});

test("no look begins just before a hold ends, so that none is under way when the decision sets out", async () => {
  const { console, pass, writeGate, now, listedAt } = openConsole([], request, 5_000);
  const tokenId = writeGate();
  await pass(5_000);
  const digest = console.openCard(tokenId).digest ?? "";
  console.painted(tokenId, digest);
  await pass(2_000);
  // Looks are two seconds apart: one would fall due thirty milliseconds before the hold's end.
  await pass(1_030 - ((now() - (listedAt.at(-1) ?? 0)) % 2_000) + 2_000);
  const holdEnds = now() + 5_000;
  console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "" });
  await pass(5_200);
  expect(console.decisionOn(tokenId)?.status.state).toBe("delivered");
  const near = listedAt.filter((at) => at > holdEnds - 200 && at < holdEnds + 200);
  expect([near, listedAt.some((at) => at > holdEnds - 2_200 && at < holdEnds - 200)]).toEqual([[], true]);
});

test("who asks for a look while one is under way gets one that began after that", async () => {
  const { console, pass, listedAt, onList } = openConsole();
  await pass(5_000);
  const before = listedAt.length;
  onList.next = () => {
    onList.next = undefined;
    console.refresh();
  };
  await pass(2_500);
  // Two looks, of which every second reads a further page.
  expect(listedAt.slice(before).filter((at) => at === listedAt[before])).toHaveLength(3);
});

test("an amount above its limit is approved only with that amount typed, edits included", async () => {
  const limits = [{ currency: "EUR", amount: "1000.00" }];
  const { console, pass, writeGate } = openConsole(limits, {
    ...request,
    parameters: { amount: "1250.00", currency: "EUR" },
    money: { amount: "/amount", currency: "/currency" },
    editable: ["/amount", "/currency"],
  });
  const tokenId = writeGate();
  await pass(5_000);
  const digest = console.openCard(tokenId).digest ?? "";
  console.painted(tokenId, digest);
  await pass(600);
  const edit = (path: string, value: string) => ({ op: "replace" as const, path, value });
  const approve = (edits: ReturnType<typeof edit>[], typedAmount?: string) => () =>
    console.decide({ tokenId, digest, verdict: "approve", edits, comment: "", typedAmount });
  const notTyped = expect.objectContaining({ code: "decision/amount-not-typed" });

  expect(console.isAboveLimit({ amount: "1250.00", currency: "EUR" })).toBe(true);
  expect(approve([])).toThrow(notTyped);
  expect(approve([], "1250.01")).toThrow(notTyped);
  expect(approve([edit("/amount", "9000.00")], "1250.00")).toThrow(notTyped);
  expect(approve([edit("/amount", "9".repeat(19))], "9".repeat(19))).toThrow(
    expect.objectContaining({ code: "edit/refused" }),
  );
  expect(console.decisionOn(tokenId)).toBeUndefined();
  expect(approve([], "1250")().verdict).toBe("approve");
});

test("rejecting an amount above its limit takes no typing", async () => {
  const { console, pass, writeGate } = openConsole([{ currency: "EUR", amount: "1" }], {
    ...request,
    parameters: { amount: "1250.00", currency: "EUR" },
    money: { amount: "/amount", currency: "/currency" },
  });
  const tokenId = writeGate();
  await pass(5_000);
  const digest = console.openCard(tokenId).digest ?? "";
  console.painted(tokenId, digest);
  await pass(600);
  expect(console.decide({ tokenId, digest, verdict: "reject", edits: [], comment: "no" }).verdict).toBe("reject");
});

test("a payee that may not be who it looks like is approved only by who says to have checked exactly that name", async () => {
  const payee = "\u0410CME GmbH";
  const { console, pass, writeGate } = openConsole([], {
    ...request,
    parameters: { payee, amount: "12.00", currency: "EUR" },
    money: { amount: "/amount", currency: "/currency", payee: "/payee" },
    editable: ["/payee"],
  });
  const tokenId = writeGate();
  await pass(5_000);
  const digest = console.openCard(tokenId).digest ?? "";
  console.painted(tokenId, digest);
  await pass(600);
  const approve = (checkedNames?: string[], payeeInstead?: string) => () =>
    console.decide({
      tokenId,
      digest,
      verdict: "approve",
      edits: payeeInstead === undefined ? [] : [{ op: "replace", path: "/payee", value: payeeInstead }],
      comment: "",
      checkedNames,
    });
  const notChecked = expect.objectContaining({ code: "decision/payee-not-checked" });

  expect(approve()).toThrow(notChecked);
  expect(approve([])).toThrow(notChecked);
  expect(approve(["ACME GmbH"])).toThrow(notChecked);
  expect(approve([payee], "B\u0430nk AG")).toThrow(notChecked);
  expect(console.decisionOn(tokenId)).toBeUndefined();
  expect(approve([payee])().verdict).toBe("approve");
});

test("a payee in plain letters is to be checked where it could be taken for one approved here before", async () => {
  const paying = (payee: string) => ({
    ...request,
    parameters: { payee, amount: "12.00", currency: "EUR" },
    money: { amount: "/amount", currency: "/currency", payee: "/payee" },
  });
  const { console, pass, writeGate } = openConsole([], paying("Modern Foods"));
  const known = writeGate();
  await pass(5_000);
  const approve = async (tokenId: string, checkedNames?: string[]) => {
    const digest = console.openCard(tokenId).digest ?? "";
    console.painted(tokenId, digest);
    await pass(600);
    return console.decide({ tokenId, digest, verdict: "approve", edits: [], comment: "", checkedNames });
  };
  expect((await approve(known)).verdict).toBe("approve");
  const imitating = writeGate(paying("Modem Foods"));
  await pass(5_000);
  expect(console.history(imitating)?.resembles).toBe("Modern Foods");
  await expect(approve(imitating)).rejects.toMatchObject({ code: "decision/payee-not-checked" });
  expect((await approve(imitating, ["Modem Foods"])).verdict).toBe("approve");
});
