import type { OutboxEntry } from "#core/outbox.ts";
import type { ServerToken } from "./server-token.ts";

/** Whether what the console says of its decision is what the token shows. */
export function isTrueEnd({ decisionId, status }: OutboxEntry, token: ServerToken): boolean {
  const landed = token.decision?.decisionId === decisionId;
  switch (status.state) {
    case "delivered":
      return landed;
    case "superseded":
      return token.status === "COMPLETED" && !landed;
    case "expired":
      return token.status === "TIMED_OUT";
    case "withdrawn":
      return !landed;
    case "parked":
      return status.mayHaveLanded === true || !landed;
    case "held":
    case "queued":
    case "sending":
    case "confirming":
      return false;
  }
}
