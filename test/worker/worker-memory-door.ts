import { z } from "zod";
import { Envelope, type EnvelopeSet, type GateRequest } from "#core/envelope.ts";
import { withGate } from "#trigger/approval/envelope-set.ts";
import { parseDuration } from "#trigger/approval/duration.ts";
import type { GateDoor, NewToken, TokenReading } from "#trigger/approval/gate-door.ts";
import type { SeenGate } from "./worker-operators.ts";

interface MemoryToken extends NewToken {
  readonly tokenId: string;
  reading: TokenReading;
}

/** What happens to a token that waits: an output to complete it with, or its timeout. */
type Event = { readonly output: unknown; readonly atMs?: number } | "times out";
export type Script = (gate: SeenGate, nth: number) => Event;

/** A door on a server in memory, with a clock that moves only when told: for the rounds, not for the vendor's ways. */
export function createMemoryDoor(runId: string, script: Script, start = Date.parse("2026-11-22T12:00:00.000Z")) {
  const state = {
    now: start,
    tokens: [] as MemoryToken[],
    set: { version: 1, gates: {} } as EnvelopeSet,
    log: [] as string[],
    runTags: 0,
    withdrawn: [] as string[],
    forgetsTimeouts: false,
  };
  const find = (tokenId: string) => {
    const token = state.tokens.find((one) => one.tokenId === tokenId);
    if (token === undefined) throw new Error(`no token ${tokenId}`);
    return token;
  };
  const instant = (ms: number) => new Date(ms).toISOString();
  const door: GateDoor = {
    now: () => state.now,
    async openToken(token) {
      const known = state.tokens.find(({ idempotencyKey }) => idempotencyKey === token.idempotencyKey);
      if (known !== undefined) return { tokenId: known.tokenId, known: true };
      const tokenId = `waitpoint_memory${String(state.tokens.length).padStart(8, "0")}`;
      const timeoutAt = state.forgetsTimeouts ? undefined : instant(state.now + parseDuration(token.timeout));
      state.tokens.push({ ...token, tokenId, reading: { state: "waiting", timeoutAt } });
      return { tokenId, known: false };
    },
    readToken: async (tokenId) => find(tokenId).reading,
    async awaitToken(tokenId) {
      const token = find(tokenId);
      const { timeoutAt } = token.reading;
      const event = script(seenGate(state.set, tokenId, runId), state.tokens.length);
      if (event === "times out") {
        state.now = Date.parse(timeoutAt ?? "");
        token.reading = { state: "timed-out", timeoutAt };
      } else {
        state.now += event.atMs ?? 1_000;
        token.reading = { state: "completed", timeoutAt, completedAt: instant(state.now), output: event.output };
      }
      return token.reading;
    },
    async settleToken(tokenId, output) {
      const token = find(tokenId);
      if (token.reading.state !== "waiting") return;
      const { timeoutAt } = token.reading;
      token.reading = { state: "completed", timeoutAt, completedAt: instant(state.now), output };
      state.withdrawn.push(tokenId);
    },
    waitingTokens: async () => state.tokens.filter(({ reading }) => reading.state === "waiting"),
    readEnvelopes: () => state.set,
    async publishEnvelopes(set) {
      state.set = set;
    },
    noteEnvelopes(set) {
      state.set = set;
    },
    async tagRun() {
      state.runTags += 1;
    },
    log: (level, message) => void state.log.push(`${level}: ${message}`),
  };
  return { door, state };
}

/** Puts a gate that waits in place, as an attempt that died would have left it. */
export function leaveBehind(
  state: ReturnType<typeof createMemoryDoor>["state"],
  token: NewToken,
  request: GateRequest,
): string {
  const tokenId = `waitpoint_leftover${String(state.tokens.length).padStart(4, "0")}`;
  state.tokens.push({ ...token, tokenId, reading: { state: "waiting", timeoutAt: "2026-11-22T13:00:00.000Z" } });
  state.set = withGate(state.set, tokenId, { digest: `sha256-${"a".repeat(64)}`, accepts: [], request });
  return tokenId;
}

function seenGate(set: EnvelopeSet, tokenId: string, runId: string): SeenGate {
  const { digest, accepts, request } = z.parse(Envelope, set.gates[tokenId]);
  return { tokenId, runId, digest, accepts, request };
}
