import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { canonicalJson } from "#core/canonical.ts";
import { isSignedBy } from "#core/decision.ts";
import type { Json } from "#core/json.ts";
import type { AuditedDecision, AuditFact, Mismatch, ReceiptFact, TokenFact, WeekEvidence } from "./evidence.ts";

/** Server ↔ audit logs ↔ windows: every decision is in all three, and each says the same of it. */
export function compareDecisions({ tokens, audits, receipts }: WeekEvidence): Mismatch[] {
  const byToken = new Map(tokens.map((token) => [token.tokenId, token]));
  return [
    ...tokens.flatMap((token) => judgeToken(token, audits)),
    ...audits.flatMap((audit) => [
      ...audit.problems.map((what) => ({ row: `${audit.operator}'s audit log`, what })),
      ...audit.decisions.flatMap((audited) => judgeAudited(audited, audit, byToken, receipts)),
    ]),
    ...receipts.flatMap((receipt) => judgeReceipt(receipt, audits)),
  ];
}

function judgeToken({ tokenId, status, decision }: TokenFact, audits: readonly AuditFact[]): Mismatch[] {
  const wrong = (what: string): Mismatch[] => [{ row: tokenId, what }];
  if (status === "WAITING") return wrong("the gate still waits");
  if (status === "TIMED_OUT") return [];
  if (decision === undefined) return wrong("the server has it completed with something that is no decision");
  const owner = audits.find(({ keyId }) => keyId === decision.operator.keyId);
  if (owner === undefined) return wrong(`its decision is by ${decision.operator.name}, who has no audit log here`);
  const found = owner.decisions.filter((audited) => audited.decision.decisionId === decision.decisionId);
  const [audited] = found;
  if (audited === undefined)
    return wrong(`the decision ${decision.decisionId} is not in ${owner.operator}'s audit log`);
  if (found.length > 1) return wrong(`the decision ${decision.decisionId} is in ${owner.operator}'s audit log twice`);
  if (canonicalJson(audited.decision) !== canonicalJson(decision))
    return wrong("the decision on the server is not the one in the audit log");
  if (!isSignedBy(decision, owner.publicKey, nodeCrypto)) return wrong(`${owner.operator}'s key did not sign it`);
  return audited.state === "delivered" ? [] : wrong(`it has landed, but the audit log leaves it "${audited.state}"`);
}

function judgeAudited(
  { decision, state }: AuditedDecision,
  { operator }: AuditFact,
  tokens: ReadonlyMap<string, TokenFact>,
  receipts: readonly ReceiptFact[],
): Mismatch[] {
  const token = tokens.get(decision.tokenId);
  const row = `${operator}'s decision ${decision.decisionId} on ${decision.tokenId}`;
  if (token === undefined) return [{ row, what: "the server knows no such gate" }];
  const told = receipts.filter((receipt) => receipt.operator === operator && receipt.tokenId === decision.tokenId);
  const untold = told.length === 1 ? [] : [{ row, what: `the window told of it ${told.length} times` }];
  const landed = token.decision?.decisionId === decision.decisionId;
  const isTrue =
    (state === "delivered" && landed) ||
    (state === "superseded" && token.status === "COMPLETED" && !landed) ||
    (state === "expired" && token.status === "TIMED_OUT") ||
    ((state === "withdrawn" || state === "parked") && !landed);
  const untrue = { row, what: `"${state}" in the audit log, but the gate is ${token.status}${landed ? " by it" : ""}` };
  return isTrue ? untold : [...untold, untrue];
}

function judgeReceipt(receipt: ReceiptFact, audits: readonly AuditFact[]): Mismatch[] {
  const row = `${receipt.operator}'s window on ${receipt.tokenId} (${receipt.title})`;
  const decisions = audits.find(({ operator }) => operator === receipt.operator)?.decisions ?? [];
  const audited = decisions.find(({ decision }) => decision.tokenId === receipt.tokenId);
  if (audited === undefined) return [{ row, what: "the decision that the window told of is not in the audit log" }];
  const { decision, state } = audited;
  const found: string[] = [];
  if (decision.verdict !== receipt.verdict)
    found.push(`"${receipt.verdict}" was clicked, "${decision.verdict}" is in the audit log`);
  const edits = decision.verdict === "approve" ? decision.edits.map(({ value }) => wordsOf(value)) : [];
  if (decision.verdict === "approve" && edits.join() !== receipt.written.join())
    found.push(`"${receipt.written.join()}" was written into the card, "${edits.join()}" is in the audit log`);
  if (!receipt.finally.toLowerCase().startsWith(state))
    found.push(`the window says "${receipt.finally}", the audit log "${state}"`);
  return found.map((what) => ({ row, what }));
}

/** A value as a person writes it into a field. */
export function wordsOf(value: Json | undefined): string {
  return typeof value === "string" ? value : value === undefined ? "nothing" : canonicalJson(value);
}
