import { ApiError, logger, metadata, tags, wait } from "@trigger.dev/sdk";
import { canonicalJson } from "#core/canonical.ts";
import { COUNTERSIGN, type EnvelopeSet } from "#core/envelope.ts";
import { TokenId } from "#core/identifiers.ts";
import { parseEnvelopeSet } from "./envelope-set.ts";
import type { GateDoor, TokenReading } from "./gate-door.ts";

/** Reads go to a replica that may lag behind the completion that woke the run; the vendor says nothing about how long. */
const MAX_LAG_MS = 60_000;
const LAG_STEP_MS = 250;

const MAX_FLUSHES = 8;
const FLUSH_STEP_MS = 100;

// The SDK's own copy may go back in time when a flush that was under way comes back, so the run's gates are kept here too.
const published = new Map<string, EnvelopeSet>();

/** The door on the real SDK; works inside `task.run()` only. */
export function createSdkDoor(runId: string): GateDoor {
  return {
    now: () => Date.now(),
    async openToken({ timeout, idempotencyKey, tags }) {
      const token = await wait.createToken({ timeout, idempotencyKey, tags: [...tags] });
      return { tokenId: TokenId.parse(token.id), known: token.isCached };
    },
    readToken,
    async awaitToken(tokenId) {
      await pauseForToken(tokenId);
      for (let waited = 0; waited < MAX_LAG_MS; waited += LAG_STEP_MS) {
        const reading = await readToken(tokenId);
        if (reading.state !== "waiting") return reading;
        await new Promise((resolve) => setTimeout(resolve, LAG_STEP_MS));
      }
      throw new Error(`The token ${tokenId} woke the run, but still reads as waiting after a minute.`);
    },
    async settleToken(tokenId, output) {
      await wait.completeToken(tokenId, output);
    },
    async waitingTokens() {
      const found = [];
      for await (const token of wait.listTokens({ status: "WAITING", tags: `run:${runId}`, limit: 100 }))
        found.push({ tokenId: TokenId.parse(token.id), tags: token.tags });
      return found;
    },
    readEnvelopes: () => published.get(runId) ?? parseEnvelopeSet(metadata.current()),
    publishEnvelopes: (set) => publish(runId, set),
    noteEnvelopes: (set) => note(runId, set),
    tagRun: () => tags.add(COUNTERSIGN),
    log: (level, message, details) => logger[level](message, details),
  };
}

function note(runId: string, set: EnvelopeSet): void {
  published.set(runId, set);
  metadata.set(COUNTERSIGN, JSON.parse(JSON.stringify(set)));
}

// The SDK's flush does nothing while another flush is under way, and loses what it could not send without an error.
// So the server is asked what it has; that also makes the SDK forget what it only believes to have sent.
async function publish(runId: string, set: EnvelopeSet): Promise<void> {
  const wanted = canonicalJson(set);
  for (let tries = 1; tries <= MAX_FLUSHES; tries += 1) {
    note(runId, set);
    await metadata.flush();
    await metadata.refresh();
    if (canonicalJson(parseEnvelopeSet(metadata.current())) === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, tries * FLUSH_STEP_MS));
  }
  throw new Error("The gate's description did not reach the server, so nobody could decide it.");
}

// An output that the SDK cannot read is a completion like any other, and no decision: it must not end an honest run.
async function pauseForToken(tokenId: TokenId): Promise<void> {
  try {
    await wait.forToken(tokenId);
  } catch (error) {
    if (error instanceof ApiError || !isUnreadable(error)) throw error;
  }
}

async function readToken(tokenId: TokenId): Promise<TokenReading> {
  try {
    const token = await wait.retrieveToken(tokenId);
    const timeoutAt = token.timeoutAt?.toISOString();
    if (token.status === "WAITING") return { state: "waiting", timeoutAt };
    if (token.status === "TIMED_OUT") return { state: "timed-out", timeoutAt };
    const completedAt = (token.completedAt ?? new Date()).toISOString();
    return { state: "completed", timeoutAt, completedAt, output: token.output };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const now = new Date().toISOString();
    return { state: "completed", timeoutAt: now, completedAt: now, output: undefined };
  }
}

function isUnreadable(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof TypeError;
}
