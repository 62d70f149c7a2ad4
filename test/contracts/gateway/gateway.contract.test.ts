import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Token, TriggerGateway } from "#app/ports.ts";
import type { TokenId } from "#core/identifiers.ts";
import { PAGE_BYTES, type PayloadPage } from "#core/payload-page.ts";
import { openFakeWorld } from "./fake-world.ts";
import { openSandboxWorld } from "./sandbox-world.ts";
import { openTriggerWorld } from "./trigger-world.ts";
import { FAULT_DEADLINE_MS, type GatewayWorld, RATE_RESET_MS, type WorldFault } from "./world.ts";

const CLOUD_URL = process.env["TRIGGER_CLOUD_URL"] ?? "https://api.trigger.dev";
const CLOUD_KEY = process.env["TRIGGER_CLOUD_KEY"];
const UNKNOWN_TOKEN = "waitpoint_cnobodyhasmadethistoken00";
const UNKNOWN_RUN = "run_cnobodyhasmadethisrun0000";

interface Adapter {
  readonly name: string;
  readonly open?: () => Promise<GatewayWorld>;
  /** Without a worker, nobody can play a task there. */
  readonly playsTasks: boolean;
}

const adapters: readonly Adapter[] = [
  { name: "fake", open: openFakeWorld, playsTasks: true },
  { name: "sandbox", open: openSandboxWorld, playsTasks: true },
  CLOUD_KEY === undefined
    ? { name: "cloud (skipped: TRIGGER_CLOUD_KEY is not set)", playsTasks: false }
    : {
        name: "cloud",
        playsTasks: false,
        open: () =>
          openTriggerWorld({ url: CLOUD_URL, key: CLOUD_KEY, playsTasks: false, close: async () => undefined }),
      },
];

for (const { name, open, playsTasks } of adapters)
  describe.skipIf(open === undefined)(`a TriggerGateway: ${name}`, () => {
    let world: GatewayWorld;
    let gateway: TriggerGateway;
    beforeAll(async () => {
      world = await (open as () => Promise<GatewayWorld>)();
      gateway = world.gateway;
    });
    afterAll(() => world.close());

    const waitingToken = (title = "title:Pay ACME GmbH") =>
      world.createToken({ tags: ["countersign", title], timeout: "1h" });
    const decision = (decisionId: string) => ({ version: 1, decisionId, verdict: "approve", comment: "ok — ✓ 支払い" });
    const complete = (tokenId: TokenId, decisionId: string) =>
      gateway.completeToken(tokenId, JSON.stringify(decision(decisionId)));
    const settled = (tokenId: TokenId) => until(gateway, tokenId, (token) => token.status !== "WAITING");

    describe("guarantees", () => {
      test("completing answers normally even when somebody else settled the token first: only reading back tells", async () => {
        const tokenId = await waitingToken();
        await world.completeAsOther(tokenId, decision("theirs"));
        await expect(complete(tokenId, "ours")).resolves.toBeUndefined();
        expect(await settled(tokenId)).toMatchObject({ status: "COMPLETED", output: { decisionId: "theirs" } });
      });

      test("completing answers normally when the token timed out before, and changes nothing", async () => {
        const tokenId = await world.createToken({ tags: ["countersign"], timeout: "1s" });
        const timedOut = await settled(tokenId);
        await expect(complete(tokenId, "late")).resolves.toBeUndefined();
        expect(await gateway.retrieveToken(tokenId)).toEqual(timedOut);
        expect(timedOut).toMatchObject({ status: "TIMED_OUT", output: { code: "TRIGGER_WAITPOINT_TIMEOUT" } });
      });

      test("a reply never carries a callback URL, a public token or the key", async () => {
        const tokenId = await waitingToken();
        const planted = {
          url: "https://api.trigger.dev/api/v1/waitpoints/tokens/waitpoint_x/callback/0123456789abcdef0123456789abcdef",
          publicAccessToken: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJlbnYifQ.c2lnbmF0dXJl",
          environment: { TRIGGER_SECRET_KEY: world.secrets[0] ?? "tr_dev_aB3dE5fG7hI9jK1lM3nO" },
        };
        await world.completeAsOther(tokenId, planted);
        const replies: unknown[] = [await gateway.listWaiting(), await settled(tokenId)];
        if (playsTasks) {
          const runId = await world.createRun(planted);
          await world.log(runId, { at: Date.now(), level: "info", message: `Token made: ${JSON.stringify(planted)}` });
          await world.span(runId, {
            name: `POST ${planted.url}`,
            at: Date.now(),
            durationMs: 5,
            attached: { url: planted.url, token: planted.publicAccessToken, note: "attached by the task" },
          });
          const trace = await gateway.runTrace(runId);
          replies.push(await gateway.retrieveRun(runId), await gateway.listRuns(), trace);
          // What a task attaches to a span may be anything, so none of it is taken, harmless or not.
          expect(JSON.stringify(trace)).not.toContain("attached by the task");
          expect(trace.lines).toContainEqual(
            expect.objectContaining({ message: expect.stringMatching(/^Token made: .*\[removed\]/u) }),
          );
        }
        const told = JSON.stringify(replies);
        expect(told).not.toMatch(/\/callback\/[0-9a-f]|eyJ[\w-]+\.|tr_dev_/u);
        expect(world.secrets.filter((secret) => told.includes(secret))).toEqual([]);
      });

      test.each<[WorldFault, string]>([
        ["unreachable", "gateway/unreachable"],
        ["rate-limited", "gateway/rate-limited"],
        ["unauthorized", "gateway/unauthorized"],
        ["forbidden", "gateway/forbidden"],
        ["redirect", "gateway/redirected"],
      ])("a call that failed as %s throws %s, and was not applied", async (fault, code) => {
        const tokenId = await waitingToken();
        const failing = await world.failing(fault);
        const call = failing.completeToken(tokenId, JSON.stringify(decision("ours")));
        await expect(call).rejects.toMatchObject({ name: "ConsoleError", code });
        await expect(failing.listWaiting()).rejects.toMatchObject({ code });
        expect((await gateway.retrieveToken(tokenId)).status).toBe("WAITING");
      });

      test.each<[WorldFault, string, Token["status"]]>([
        ["lost-before", "gateway/uncertain", "WAITING"],
        ["lost-after", "gateway/uncertain", "COMPLETED"],
        ["error-before", "gateway/uncertain", "WAITING"],
        ["error-after", "gateway/uncertain", "COMPLETED"],
        ["silent-before", "gateway/uncertain", "WAITING"],
        ["silent-after", "gateway/uncertain", "COMPLETED"],
        ["captive-portal", "gateway/intercepted", "WAITING"],
      ])("a call that failed as %s throws %s: it may have been applied (here: %s)", async (fault, code, status) => {
        const tokenId = await waitingToken();
        const failing = await world.failing(fault);
        const call = failing.completeToken(tokenId, JSON.stringify(decision("ours")));
        await expect(call).rejects.toMatchObject({ name: "ConsoleError", code, retryable: true });
        expect(await until(gateway, tokenId, (token) => token.status === status)).toMatchObject({ status });
      });

      test("a rate limit says when it ends, in the server's time", async () => {
        const failing = await world.failing("rate-limited");
        const error: unknown = await failing.listWaiting().catch((thrown: unknown) => thrown);
        const { retryAt } = error as { retryAt: number };
        expect(Math.abs(retryAt - Date.now() - RATE_RESET_MS)).toBeLessThan(5_000);
      });

      test("a call never takes longer than its deadline and never follows a redirect", async () => {
        const silent = await world.failing("silent-before");
        const begun = performance.now();
        await expect(silent.listWaiting()).rejects.toMatchObject({ code: "gateway/uncertain" });
        expect(performance.now() - begun).toBeLessThan(FAULT_DEADLINE_MS + 1_000);
        const redirected = await world.failing("redirect");
        await expect(redirected.listWaiting()).rejects.toMatchObject({ code: "gateway/redirected" });
      });

      test("every authenticated reply tells the server's time to the listener", async () => {
        const tokenId = await waitingToken();
        world.samples.length = 0;
        const before = performance.now();
        await gateway.listWaiting();
        await gateway.retrieveToken(tokenId);
        await complete(tokenId, "ours");
        expect(world.samples).toHaveLength(3);
        for (const { dateMs, sentAt, receivedAt } of world.samples) {
          expect(dateMs % 1000).toBe(0);
          expect(Math.abs(dateMs - Date.now())).toBeLessThan(60_000);
          expect(before <= sentAt && sentAt <= receivedAt && receivedAt <= performance.now()).toBe(true);
        }
      });

      test("a reply that is not Trigger.dev's, or refuses the key, tells nothing of the time", async () => {
        world.samples.length = 0;
        for (const fault of ["captive-portal", "unauthorized", "error-before"] as const) {
          const failing = await world.failing(fault);
          await expect(failing.listWaiting()).rejects.toMatchObject({ name: "ConsoleError" });
        }
        expect(world.samples).toEqual([]);
      });
    });

    describe("tokens", () => {
      test("a completed token holds exactly the decision, decoded", async () => {
        const tokenId = await waitingToken();
        await complete(tokenId, "ours");
        const token = await settled(tokenId);
        expect(token).toMatchObject({ tokenId, status: "COMPLETED" });
        expect(token.output).toEqual(decision("ours"));
        expect(Math.abs((token.completedAt ?? 0) - Date.now())).toBeLessThan(60_000);
      });

      test("a decision of 8 KiB arrives whole, and a second completion with the same bytes changes nothing", async () => {
        const tokenId = await waitingToken();
        const large = JSON.stringify({ ...decision("ours"), comment: "ü".repeat(4_000) });
        await gateway.completeToken(tokenId, large);
        const first = await settled(tokenId);
        await gateway.completeToken(tokenId, large);
        expect(await gateway.retrieveToken(tokenId)).toEqual(first);
        expect(first.output).toEqual(JSON.parse(large));
      });

      test("a waiting token tells its tags, when it was made and when it times out", async () => {
        const tokenId = await world.createToken({ tags: ["countersign", "run:run_abc"], timeout: "2h" });
        const token = await gateway.retrieveToken(tokenId);
        expect(token).toMatchObject({ status: "WAITING", tags: ["countersign", "run:run_abc"] });
        expect(token.timeoutAt).toBeGreaterThan(token.createdAt + 7_190_000);
        expect(token).not.toHaveProperty("output");
        expect(token).not.toHaveProperty("completedAt");
      });

      test("a token without a timeout has none", async () => {
        const tokenId = await world.createToken({ tags: ["countersign"] });
        expect(await gateway.retrieveToken(tokenId)).not.toHaveProperty("timeoutAt");
        await complete(tokenId, "tidy");
      });

      test("a token completed under the wrong name is COMPLETED without an output", async () => {
        const tokenId = await waitingToken();
        await world.completeWithNothing(tokenId);
        const token = await settled(tokenId);
        expect(token.status).toBe("COMPLETED");
        expect(token.output).toBeUndefined();
      });

      test.each(["plain text", 12, false, [1, "two"], { nested: { deeply: [true] } }])(
        "what others completed a token with is decoded: %j",
        async (output) => {
          const tokenId = await waitingToken();
          await world.completeAsOther(tokenId, output);
          expect((await settled(tokenId)).output).toEqual(output);
        },
      );

      test("completing an unknown token is not-found; retrieving it is uncertain, for the vendor fails at it", async () => {
        await expect(complete(UNKNOWN_TOKEN, "ours")).rejects.toMatchObject({ code: "gateway/not-found" });
        await expect(gateway.retrieveToken(UNKNOWN_TOKEN)).rejects.toMatchObject({ code: "gateway/uncertain" });
      });

      test("a decision that is no JSON is refused before anything is sent", async () => {
        const tokenId = await waitingToken();
        await expect(gateway.completeToken(tokenId, "{")).rejects.toMatchObject({ code: "gateway/refused" });
        expect((await gateway.retrieveToken(tokenId)).status).toBe("WAITING");
      });

      test("waiting tokens of ours are listed newest first, a hundred a page, each once", async () => {
        const made: TokenId[] = [];
        for (let count = 0; count < 120; count += 1) made.push(await waitingToken(`title:${count}`));
        const foreign = await world.createToken({ tags: ["somebody-else"], timeout: "1h" });
        const done = made[60] as TokenId;
        await complete(done, "ours");
        await settled(done);
        const { sizes, tokens } = await everyPage(gateway);
        expect(sizes.slice(0, -1).every((size) => size === 100) && sizes.length > 1).toBe(true);
        const ids = tokens.map((token) => token.tokenId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => made.includes(id))).toEqual(made.filter((id) => id !== done).toReversed());
        expect(ids).not.toContain(foreign);
        expect(tokens.every((token) => token.status === "WAITING" && token.output === undefined)).toBe(true);
        for (const id of made) if (id !== done) await complete(id, "tidy");
      });
    });

    describe.skipIf(!playsTasks)("runs", () => {
      test("a run tells its task, its metadata and that it has not ended", async () => {
        const metadata = { countersign: { version: 1, gates: {} }, list: [1, "ü", { deep: null }] };
        const runId = await world.createRun(metadata);
        expect(await gateway.retrieveRun(runId)).toMatchObject({
          runId,
          task: "payout-agent",
          metadata,
          ended: undefined,
        });
      });

      test("a cancelled run has failed, under the vendor's own word", async () => {
        const runId = await world.createRun({});
        await world.cancelRun(runId);
        expect(await gateway.retrieveRun(runId)).toMatchObject({ status: "CANCELED", ended: "failed" });
      });

      test("an unknown run is not-found", async () => {
        await expect(gateway.retrieveRun(UNKNOWN_RUN)).rejects.toMatchObject({ code: "gateway/not-found" });
        await expect(gateway.runTrace(UNKNOWN_RUN)).rejects.toMatchObject({ code: "gateway/not-found" });
      });

      test("runs are listed newest first, metadata included, with a cursor", async () => {
        const made: string[] = [];
        for (let count = 0; count < 105; count += 1) made.push(await world.createRun({ count }));
        const first = await gateway.listRuns();
        expect(first.runs).toHaveLength(100);
        expect(first.runs.map((run) => run.runId)).toEqual(made.toReversed().slice(0, 100));
        expect(first.runs[0]?.metadata).toEqual({ count: 104 });
        const second = await gateway.listRuns(first.next);
        expect(second.runs.map((run) => run.runId).slice(0, 5)).toEqual(made.toReversed().slice(100));
      });

      test("a run's log lines come in order of time, with their level and with ids that stay", async () => {
        const runId = await world.createRun({});
        const at = Date.now();
        await world.log(runId, { at: at + 20, level: "warn", message: "The model was slow." });
        await world.log(runId, { at, level: "info", message: "Reading the invoice." });
        await world.log(runId, { at: at + 40, level: "error", message: "The bank refused." });
        await world.log(runId, { at: at + 10, level: "debug", message: "Asked the model." });
        const { lines } = await gateway.runTrace(runId);
        expect(lines.map(({ at, level, message }) => ({ at, level, message }))).toEqual([
          { at, level: "info", message: "Reading the invoice." },
          { at: at + 10, level: "debug", message: "Asked the model." },
          { at: at + 20, level: "warn", message: "The model was slow." },
          { at: at + 40, level: "error", message: "The bank refused." },
        ]);
        expect(new Set(lines.map(({ id }) => id)).size).toBe(4);
        expect((await gateway.runTrace(runId)).lines).toEqual(lines);
      });

      test("a run's steps come below the run itself in order of time, spans with how long they took, records without", async () => {
        const runId = await world.createRun({});
        const at = Date.now();
        await world.span(runId, { name: "wait.forToken()", at: at + 300 });
        await world.log(runId, { at: at + 150, level: "info", message: "Reading the invoice." });
        await world.span(runId, { name: "Attempt 1", at: at + 100, durationMs: 250 });
        const { steps, leftOut } = await gateway.runTrace(runId);
        const [root, ...below] = steps.map(({ id: _id, ...step }) => step);
        expect(root).toMatchObject({ depth: 0, name: "payout-agent", state: "going-on" });
        expect(below).toEqual([
          { depth: 1, name: "Attempt 1", at: at + 100, durationMs: 250, state: "done" },
          { depth: 1, name: "Reading the invoice.", at: at + 150, state: "record" },
          { depth: 1, name: "wait.forToken()", at: at + 300, state: "going-on" },
        ]);
        expect([new Set(steps.map(({ id }) => id)).size, leftOut]).toEqual([4, 0]);
      });

      test("log and steps of a run are one request", async () => {
        const runId = await world.createRun({});
        world.samples.length = 0;
        await gateway.runTrace(runId);
        expect(world.samples).toHaveLength(1);
      });
    });

    describe.skipIf(!playsTasks)("large requests", () => {
      const ref = "approval_payloads/run_abc-0123";
      const digest = `sha256-${"a".repeat(64)}`;
      const page = (part: Partial<PayloadPage> = {}): PayloadPage => ({
        ref,
        digest,
        bytes: 5,
        page: 0,
        pages: 1,
        body: new TextEncoder().encode('{"a"}'),
        ...part,
      });

      test("a reading is pending until a worker has ended it; then its page is there, byte for byte", async () => {
        const runId = await gateway.startPayloadRead(ref, 0);
        expect(await gateway.payloadRead(runId)).toEqual({ state: "pending" });
        await world.endRead(runId, { state: "page", page: page() });
        expect(await gateway.payloadRead(runId)).toEqual({ state: "page", page: page() });
      });

      test("a page past the inline limit, which is stored elsewhere, comes whole", async () => {
        const body = Uint8Array.from({ length: PAGE_BYTES }, (_, index) => (index * 7) % 256);
        const large = page({ bytes: PAGE_BYTES, body });
        const runId = await gateway.startPayloadRead(ref, 0);
        await world.endRead(runId, { state: "page", page: large }, true);
        const reading = await gateway.payloadRead(runId);
        expect(reading.state === "page" && Buffer.compare(reading.page.body, body)).toBe(0);
      });

      test("a row that is not there is told apart from a reading that failed", async () => {
        const gone = await gateway.startPayloadRead(ref, 0);
        await world.endRead(gone, { state: "missing" });
        expect(await gateway.payloadRead(gone)).toEqual({ state: "missing" });
        const failed = await gateway.startPayloadRead(ref, 0);
        await world.endRead(failed, { state: "failed", status: "FAILED", error: "The database is away." });
        expect(await gateway.payloadRead(failed)).toEqual({
          state: "failed",
          status: "FAILED",
          error: "The database is away.",
        });
      });
    });
  });

/** Reads back until it is so: a replica may be behind. */
async function until(gateway: TriggerGateway, tokenId: TokenId, so: (token: Token) => boolean): Promise<Token> {
  const givenUpAt = performance.now() + 20_000;
  for (;;) {
    const token = await gateway.retrieveToken(tokenId);
    if (so(token) || performance.now() > givenUpAt) return token;
    await sleep(50);
  }
}

async function everyPage(gateway: TriggerGateway): Promise<{ sizes: number[]; tokens: Token[] }> {
  const sizes: number[] = [];
  const tokens: Token[] = [];
  let after: string | undefined;
  do {
    const page = await gateway.listWaiting(after);
    sizes.push(page.tokens.length);
    tokens.push(...page.tokens);
    after = page.next;
  } while (after !== undefined);
  return { sizes, tokens };
}
