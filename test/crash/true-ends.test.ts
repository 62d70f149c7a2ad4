import { expect, test } from "vitest";
import type { Decision } from "#core/decision.ts";
import type { OutboxState } from "#core/outbox.ts";
import { sampleEntry } from "#test/contracts/store/sample-rows.ts";
import type { ServerToken } from "./server-token.ts";
import { isTrueEnd } from "./true-ends.ts";

const at = 1_000;
const entry = (status: OutboxState) => sampleEntry(1, { status });
const { decisionId } = entry({ state: "withdrawn", withdrawnAt: at });
const ours: ServerToken = { status: "COMPLETED", decision: { decisionId } as Decision };
const rivals: ServerToken = { status: "COMPLETED", decision: { decisionId: "another" } as Decision };
const waiting: ServerToken = { status: "WAITING", decision: undefined };
const timedOut: ServerToken = { status: "TIMED_OUT", decision: undefined };

const delivered: OutboxState = { state: "delivered", completedAt: at, late: false };
const superseded: OutboxState = { state: "superseded", completedAt: at, winner: { who: "outside" } };
const expired: OutboxState = { state: "expired", cause: "timed-out", expiredAt: at };
const parked: OutboxState = { state: "parked", reason: "hold-interrupted", detail: "", parkedAt: at };
const queued: OutboxState = { state: "queued", reason: "first", nextAttemptAt: at };

test.each([
  [delivered, ours],
  [superseded, rivals],
  [expired, timedOut],
  [parked, waiting],
] as const)("$state is true where the token shows it", (status, token) => {
  expect(isTrueEnd(entry(status), token)).toBe(true);
});

test.each([
  [delivered, waiting],
  [delivered, rivals],
  [superseded, ours],
  [superseded, waiting],
  [expired, ours],
  [parked, ours],
  [queued, ours],
  [queued, waiting],
] as const)("$state is untrue beside a token that shows something else", (status, token) => {
  expect(isTrueEnd(entry(status), token)).toBe(false);
});
