import type { OutboxEntry } from "#core/outbox.ts";

/** What a person may do about a decision now; nothing is offered that could make the screen say something untrue. */
export type DecisionAction = "undo" | "withdraw" | "send-anyway" | "look-again" | "send-now";

/**
 * Undo only before the first byte. A parked decision that was never sent may be withdrawn; one that may have landed
 * cannot be taken back, only looked at again. Sending anyway is legal where the request itself still stands.
 */
export function possibleActions(entry: Pick<OutboxEntry, "status" | "attempts">): DecisionAction[] {
  const { status } = entry;
  if (status.state === "held") return ["undo", "send-now"];
  if (status.state === "queued") return ["send-now"];
  if (status.state !== "parked") return [];
  const actions: DecisionAction[] = ["look-again"];
  if (entry.attempts === 0 || status.reason === "refused" || status.reason === "unknown-token")
    actions.push("withdraw");
  if (status.reason === "hold-interrupted") actions.push("send-anyway");
  return actions;
}
