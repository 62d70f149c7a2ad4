import type { Decision } from "#core/decision.ts";
import type { TokenFact, WeekEvidence } from "./evidence.ts";
import type { Outcome } from "./planned-requests.ts";

/** What a run has to come to, by its tokens alone. */
export type RunVerdict =
  | { readonly outcome: "approved"; readonly approvals: readonly Decision[] }
  | { readonly outcome: Exclude<Outcome, "approved"> }
  | { readonly outcome: "undecided"; readonly why: string };

/** Goes through the run's tokens in their order and counts, as the contract says it, and not as any code of ours does. */
export function judgeRun(tokens: readonly TokenFact[], needed: number, revoked: WeekEvidence["revoked"]): RunVerdict {
  let approvals: Decision[] = [];
  for (const token of tokens.toSorted((a, b) => a.createdAt - b.createdAt)) {
    if (token.status === "WAITING") return { outcome: "undecided", why: `${token.tokenId} still waits` };
    if (token.status === "TIMED_OUT") return { outcome: "expired" };
    const { decision } = token;
    if (decision === undefined || !counted(token, decision, revoked)) continue;
    if (decision.verdict === "reject") return { outcome: "rejected" };
    if (decision.verdict === "respond") approvals = [];
    else approvals = decision.edits.length > 0 && approvals.length > 0 ? [] : [...approvals, decision];
    if (approvals.length === needed) return { outcome: "approved", approvals };
  }
  return { outcome: "undecided", why: `${approvals.length} of ${needed} approvals are there` };
}

function counted(
  { environment, completedAt }: TokenFact,
  { operator }: Decision,
  revoked: WeekEvidence["revoked"],
): boolean {
  const since = revoked.get(keyIn(environment, operator.keyId));
  return since === undefined || (completedAt !== undefined && completedAt < since);
}

/** How a key is named among those that an environment no longer believes. */
export function keyIn(environment: string, keyId: string): string {
  return `${environment} ${keyId}`;
}
