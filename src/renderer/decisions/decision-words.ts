import type { Decision } from "#renderer/hooks/use-card.ts";
import type { Words } from "#renderer/messages/words.ts";

/** The state's own word first and, once known, the run's end last: what the status line says, and nothing more. */
export function statusWords(decision: Decision, words: Words): string {
  const state = words(`state.${decision.status.state}`);
  return decision.runEnd === undefined ? state : `${state}, ${words(`run.${decision.runEnd}`)}`;
}

/** What the state means for the person who decided. */
export function detailWords({ status }: Decision, words: Words): string {
  return detailOf(status, words);
}

export function detailOf(status: Decision["status"], words: Words): string {
  switch (status.state) {
    case "queued":
      return words(`detail.queued.${status.reason}`);
    case "parked":
      return words(`detail.parked.${status.reason}`);
    case "expired":
      return words(`detail.expired.${status.cause}`);
    case "delivered":
      return status.late ? words("detail.delivered.late") : words("detail.delivered");
    case "superseded":
      return supersededWords(status.winner, words);
    case "held":
    case "withdrawn":
    case "sending":
    case "confirming":
      return words(`detail.${status.state}`);
  }
}

/** How much a state wants to be looked at. */
export function toneOf(decision: Decision): "calm" | "good" | "warn" | "bad" {
  return decision.runEnd === "failed" ? "bad" : toneOfState(decision.status);
}

export function toneOfState(status: Decision["status"]): "calm" | "good" | "warn" | "bad" {
  switch (status.state) {
    case "delivered":
      return status.late ? "warn" : "good";
    case "superseded":
    case "expired":
      return "warn";
    case "parked":
      return "bad";
    case "held":
    case "withdrawn":
    case "queued":
    case "sending":
    case "confirming":
      return "calm";
  }
}

type Winner = Extract<Decision["status"], { state: "superseded" }>["winner"];

function supersededWords(winner: Winner, words: Words): string {
  if (winner.who !== "operator") return words(`detail.superseded.${winner.who}`);
  if (winner.name === undefined || winner.verdict === undefined) return words("detail.superseded.operatorUnknown");
  return words("detail.superseded.operator", { name: winner.name, verdict: words(`verdict.${winner.verdict}`) });
}
