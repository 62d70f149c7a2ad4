import { mayHaveReachedServer, type OutboxEntry } from "#core/outbox.ts";

/** What a person may do about a decision now; nothing is offered that could make the screen say something untrue. */
export type DecisionAction = "undo" | "withdraw" | "send-anyway" | "look-again" | "send-now";

/**
 * Undo only before the first byte. A parked decision that cannot have landed may be withdrawn; one that may have is only
 * looked at again. What was interrupted while held is sent by a person who has seen its card again, by nothing else.
 */
export function possibleActions(entry: Pick<OutboxEntry, "status" | "attempts">): DecisionAction[] {
  const { status } = entry;
  if (status.state === "held") return ["undo", "send-now"];
  if (status.state === "queued") return ["send-now"];
  if (status.state !== "parked") return [];
  const onward: DecisionAction = status.reason === "hold-interrupted" ? "send-anyway" : "look-again";
  return mayHaveReachedServer(entry) ? [onward] : [onward, "withdraw"];
}
