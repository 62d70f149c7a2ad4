import { expect, test } from "vitest";
import type { OutboxState } from "./outbox.ts";
import { possibleActions } from "./possible-actions.ts";

const parked = { state: "parked", detail: "", parkedAt: 0 } as const;

test.each<[string, OutboxState, readonly string[]]>([
  ["a held decision can be undone or sent at once", { state: "held", until: 1 }, ["undo", "send-now"]],
  [
    "a queued one can be hurried, not taken back",
    { state: "queued", reason: "offline", nextAttemptAt: 1 },
    ["send-now"],
  ],
  [
    "one that was interrupted while held is sent anyway or withdrawn",
    { ...parked, reason: "hold-interrupted" },
    ["send-anyway", "withdraw"],
  ],
  [
    "one that was refused is looked at again or withdrawn",
    { ...parked, reason: "refused" },
    ["look-again", "withdraw"],
  ],
  [
    "one that was refused after a send that may have landed is only looked at again",
    { ...parked, reason: "refused", mayHaveLanded: true },
    ["look-again"],
  ],
  ["one on its way is left alone", { state: "sending", leaseExpiresAt: 1 }, []],
  ["one that is settled is left alone", { state: "delivered", completedAt: 1, late: false }, []],
])("%s", (_what, status, expected) => {
  expect(possibleActions({ status, attempts: 1 })).toEqual(expected);
});
