import { z } from "zod";
import type { Digest } from "#core/digest.ts";
import { Verdict } from "#core/envelope.ts";
import type { RunId, TokenId } from "#core/identifiers.ts";

/** Why an entry waits for a person. */
export const ParkReason = z.enum([
  "hold-interrupted",
  "request-changed",
  "request-missing",
  "verdict-not-offered",
  "not-listed",
  "unknown-token",
  "refused",
  "redirected",
  "run-ended",
  "unreadable",
]);
export type ParkReason = z.infer<typeof ParkReason>;

/** Why the last attempt went back to the queue. */
export const QueueReason = z.enum([
  "first",
  "offline",
  "rate-limited",
  "uncertain",
  "intercepted",
  "unauthorized",
  "not-visible",
  "interrupted",
]);
export type QueueReason = z.infer<typeof QueueReason>;

/** Who settled a token that we did not settle, as far as its output tells. */
export const Winner = z.strictObject({
  who: z.enum(["operator", "task", "outside"]),
  name: z.string().max(200).optional(),
  verdict: Verdict.optional(),
  decisionId: z.string().max(100).optional(),
});
export type Winner = z.infer<typeof Winner>;

const at = z.number();
/** Set once a send ended in a way that leaves open whether the server took it; it is never taken back. */
const mayHaveLanded = z.literal(true).exactOptional();

/** The states of contract.md §5. All instants are milliseconds since 1970, held and next attempts on this machine's clock. */
export const OutboxState = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("held"), until: at }),
  z.strictObject({ state: z.literal("withdrawn"), withdrawnAt: at }),
  z.strictObject({ state: z.literal("queued"), nextAttemptAt: at, reason: QueueReason, mayHaveLanded }),
  z.strictObject({ state: z.literal("sending"), leaseExpiresAt: at }),
  z.strictObject({ state: z.literal("confirming"), acceptedAt: at, nextLookAt: at }),
  z.strictObject({ state: z.literal("delivered"), completedAt: at, late: z.boolean() }),
  z.strictObject({ state: z.literal("superseded"), completedAt: at, winner: Winner }),
  z.strictObject({ state: z.literal("expired"), cause: z.enum(["timed-out", "never-sent"]), expiredAt: at }),
  z.strictObject({
    state: z.literal("parked"),
    reason: ParkReason,
    detail: z.string().max(2_000),
    parkedAt: at,
    mayHaveLanded,
  }),
]);
export type OutboxState = z.infer<typeof OutboxState>;
export type OutboxStateName = OutboxState["state"];

/** Every step that the life of a decision may take; `queued` to `queued` is another reason to wait. */
const STEPS: Readonly<Record<OutboxStateName, readonly OutboxStateName[]>> = {
  held: ["withdrawn", "queued", "parked"],
  queued: ["queued", "sending", "delivered", "superseded", "expired", "parked"],
  sending: ["queued", "confirming", "delivered", "superseded", "expired", "parked"],
  confirming: ["queued", "delivered", "superseded", "expired"],
  parked: ["queued", "withdrawn", "delivered", "superseded", "expired"],
  withdrawn: [],
  delivered: [],
  superseded: [],
  expired: [],
};

/** Whether a decision in the one state may go to the other; from its end no step leads away. */
export function mayBecome(from: OutboxStateName, to: OutboxStateName): boolean {
  return STEPS[from].includes(to);
}

/** True where the server may hold the decision already, so that it can no longer be taken back. */
export function mayHaveReachedServer({ status }: Pick<OutboxEntry, "status">): boolean {
  switch (status.state) {
    case "queued":
    case "parked":
      return status.mayHaveLanded === true;
    case "sending":
    case "confirming":
    case "delivered":
      return true;
    case "held":
    case "withdrawn":
    case "superseded":
    case "expired":
      return false;
  }
}

/** A decision on disk and how far it has come. `attempts` counts sends begun, those included that were refused at once. */
export interface OutboxEntry {
  readonly decisionId: string;
  readonly environmentId: string;
  readonly tokenId: TokenId;
  readonly runId: RunId;
  readonly title: string;
  readonly verdict: Verdict;
  readonly requestDigest: Digest;
  /** The exact bytes that are sent, every time. */
  readonly decisionJson: string;
  /** Effective deadline in server time, milliseconds; undefined where the token has none that can be read. */
  readonly deadline?: number;
  readonly recordedAt: number;
  readonly attempts: number;
  readonly status: OutboxState;
}
