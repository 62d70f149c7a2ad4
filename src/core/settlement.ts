import { canonicalJson } from "#core/canonical.ts";
import { Decision, Withdrawal } from "#core/decision.ts";
import type { OutboxEntry, OutboxState, Winner } from "#core/outbox.ts";
import { scrubValue } from "#core/scrub.ts";
import type { Token } from "#core/token.ts";

/**
 * What reading the token back proves about our decision, or undefined while it still waits.
 * Completing answers success even to those who lost, so this is the only proof of landing there is.
 */
export function provenOutcome(
  entry: Pick<OutboxEntry, "decisionJson" | "deadline">,
  token: Token,
  serverNow: number,
): Extract<OutboxState, { state: "delivered" | "superseded" | "expired" }> | undefined {
  if (token.status === "WAITING") return undefined;
  const completedAt = token.completedAt ?? serverNow;
  if (token.status === "TIMED_OUT")
    return { state: "expired", cause: "timed-out", expiredAt: token.timeoutAt ?? completedAt };
  if (isOurs(entry.decisionJson, token.output))
    return { state: "delivered", completedAt, late: entry.deadline !== undefined && completedAt > entry.deadline };
  return { state: "superseded", completedAt, winner: winnerOf(token.output) };
}

/** Who settled the token, as far as its output tells; the console cannot vouch for another console's signature. */
export function winnerOf(output: unknown): Winner {
  const decision = Decision.safeParse(output);
  if (decision.success)
    return {
      who: "operator",
      name: decision.data.operator.name,
      verdict: decision.data.verdict,
      decisionId: decision.data.decisionId,
    };
  return { who: Withdrawal.safeParse(output).success ? "task" : "outside" };
}

// The whole decision is compared, not its id alone: an id can be copied, and only what was signed counts as ours.
function isOurs(decisionJson: string, output: unknown): boolean {
  const ours: unknown = JSON.parse(decisionJson);
  if (typeof output !== "object" || output === null) return false;
  if ((output as Record<string, unknown>)["decisionId"] !== (ours as Record<string, unknown>)["decisionId"])
    return false;
  try {
    // Credentials are taken out of every reply, and a comment may quote one: both sides are compared without.
    return canonicalJson(scrubValue(output)) === canonicalJson(scrubValue(ours));
  } catch {
    return false;
  }
}
