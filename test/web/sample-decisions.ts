import type { DecisionView } from "#ipc/views.ts";
import { tokenIdOf } from "./sample-gates.ts";

type Status = DecisionView["status"];

/** One decision in every state, the run's end included. */
export function everyDecision(now: number): DecisionView[] {
  const states: [string, Status, DecisionView["can"], DecisionView["runEnd"]?][] = [
    ["Pay Kranich KG", { state: "held", until: now + 60_000 }, ["undo", "send-now"]],
    ["Pay Lindner & Co", { state: "queued", nextAttemptAt: now, reason: "offline" }, ["withdraw", "send-now"]],
    ["Refund order 7710", { state: "sending", leaseExpiresAt: now + 9_000 }, []],
    ["Pay Ostwerk GmbH", { state: "confirming", acceptedAt: now, nextLookAt: now }, []],
    ["Pay Phoenix Print", { state: "delivered", completedAt: now, late: false }, [], "completed"],
    ["Pay Quarz AG", { state: "delivered", completedAt: now, late: false }, [], "failed"],
    ["Close ledger 2026-10", { state: "delivered", completedAt: now, late: true }, []],
    [
      "Pay Rasmus Design",
      { state: "superseded", completedAt: now, winner: { who: "operator", name: "Amara Okafor", verdict: "reject" } },
      [],
    ],
    ["Pay Sund Energi", { state: "expired", cause: "never-sent", expiredAt: now }, []],
    [
      "Pay Tauber Bau",
      { state: "parked", reason: "request-changed", detail: "The amount went from 80.00 to 8000.00.", parkedAt: now },
      ["look-again", "withdraw"],
    ],
    ["Pay Ulmer Holz", { state: "withdrawn", withdrawnAt: now }, []],
  ];
  return states.map(([title, status, can, runEnd], index) => {
    const decision: DecisionView = {
      decisionId: `01938c1e-7c6e-7a55-8f3a-${String(index).padStart(12, "0")}`,
      tokenId: tokenIdOf(`decided${index}`),
      environmentId: "sandbox",
      title,
      verdict: index === 2 ? "reject" : "approve",
      recordedAt: now - index * 95_000,
      attempts: 1,
      status,
      can,
    };
    return runEnd === undefined ? decision : Object.assign(decision, { runEnd });
  });
}
