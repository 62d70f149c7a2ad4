import { compareDecimals, Decimal } from "#core/decimal.ts";
import type { Decision } from "#core/decision.ts";
import { applyEdits } from "#core/edits.ts";
import type { JsonObject } from "#core/json.ts";
import { wordsOf } from "./compare-decisions.ts";
import type { LedgerFact, Mismatch, RequestFact, RunFact, WeekEvidence } from "./evidence.ts";
import { judgeRun, type RunVerdict } from "./judge-run.ts";
import { taskOutcomes } from "./planned-requests.ts";

/** Server ↔ runs ↔ PostgreSQL: what was decided is what every run came to, and what every row says. */
export function compareLedger(evidence: WeekEvidence): Mismatch[] {
  const known = new Set(
    evidence.requests.flatMap(({ environment, runIds }) => runIds.map((id) => `${environment} ${id}`)),
  );
  const belongs = ({ environment, runId }: { readonly environment: string; readonly runId: string }): boolean =>
    known.has(`${environment} ${runId}`);
  return [
    ...evidence.requests.flatMap((request) => judgeRequest(request, evidence)),
    ...evidence.ledger
      .filter((row) => !belongs(row))
      .map(({ kind, runId }) => ({ row: `${kind} row of ${runId}`, what: "no run of the week wrote it" })),
    ...evidence.tokens
      .filter((token) => !belongs(token))
      .map(({ tokenId, runId }) => ({ row: tokenId, what: `it belongs to ${runId}, which is no run of the week` })),
  ];
}

function judgeRequest(request: RequestFact, evidence: WeekEvidence): Mismatch[] {
  const { subject, environment, runIds } = request;
  const last = runIds.at(-1);
  const dead = runIds.slice(0, -1).flatMap((runId) => judgeDeadRun(request, runId, evidence));
  const tokens = evidence.tokens.filter((token) => token.environment === environment && token.runId === last);
  const verdict = judgeRun(tokens, request.needed, evidence.revoked);
  const found: string[] = [];
  if (verdict.outcome === "undecided") found.push(`its run came to no decision: ${verdict.why}`);
  else if (verdict.outcome !== request.ends) found.push(`it was to be ${request.ends} and was ${verdict.outcome}`);
  found.push(
    ...judgeEnd(request, verdict, runOf(evidence, environment, last)),
    ...judgeRows(request, verdict, rowsOf(evidence, environment, last), evidence),
    ...judgeSubject(request, verdict, evidence),
  );
  return [...dead, ...found.map((what) => ({ row: `${request.kind} ${subject} in ${environment}`, what }))];
}

/** A run that died with its worker has written nothing. */
function judgeDeadRun({ environment, subject }: RequestFact, runId: string, evidence: WeekEvidence): Mismatch[] {
  const status = runOf(evidence, environment, runId)?.status;
  const row = `${subject}'s run ${runId} in ${environment}`;
  const rows = rowsOf(evidence, environment, runId).length;
  return [
    ...(status === "CANCELED" ? [] : [{ row, what: `its worker was killed, and it is ${status ?? "unknown"}` }]),
    ...(rows === 0 ? [] : [{ row, what: `its worker was killed, and it wrote ${rows} rows` }]),
  ];
}

function judgeEnd(request: RequestFact, { outcome }: RunVerdict, run: RunFact | undefined): string[] {
  if (run === undefined) return ["the server knows no such run"];
  if (run.status !== "COMPLETED") return [`its run is ${run.status}`];
  const expected = outcome === "approved" ? taskOutcomes[request.kind] : outcome;
  return run.outcome === expected ? [] : [`it was ${outcome}, and its run answers "${run.outcome ?? "nothing"}"`];
}

function judgeRows(
  { kind }: RequestFact,
  verdict: RunVerdict,
  rows: readonly LedgerFact[],
  evidence: WeekEvidence,
): string[] {
  if (verdict.outcome !== "approved")
    return rows.length === 0 ? [] : [`it is ${verdict.outcome}, and ${rows.length} rows were written`];
  const [row, ...more] = rows;
  if (row === undefined) return ["it was approved, and no row was written"];
  if (more.length > 0) return [`${rows.length} rows were written for one approval`];
  const found: string[] = [];
  const last = verdict.approvals.at(-1);
  if (row.kind !== kind) found.push(`its row is one of ${row.kind}`);
  if (row.decisionId !== last?.decisionId) found.push(`its row stands for the decision ${row.decisionId}`);
  const names = verdict.approvals.map(({ operator }) => operator.name).join(", ");
  if (row.approvedBy !== names) found.push(`${names} approved, and its row says ${row.approvedBy}`);
  const parameters = last === undefined ? undefined : approvedParameters(last, evidence);
  for (const [name, written] of Object.entries(row.values)) {
    const approved = wordsOf(parameters?.[name]);
    if (!isSame(name, written, approved)) found.push(`${name}: ${approved} was approved, ${written} was written`);
  }
  return found;
}

/** What the last of them approved, as the audit log has kept it. */
function approvedParameters(decision: Decision, { audits }: WeekEvidence): JsonObject | undefined {
  const audited = audits
    .flatMap(({ decisions }) => decisions)
    .find((one) => one.decision.decisionId === decision.decisionId);
  if (audited === undefined || decision.verdict !== "approve") return undefined;
  return applyEdits(audited.request.parameters, decision.edits, audited.request.editable);
}

function isSame(name: string, written: string, approved: string): boolean {
  if (written === approved) return true;
  return name === "amount" && Decimal.safeParse(approved).success && compareDecimals(written, approved) === 0;
}

function judgeSubject(
  { environment, subject }: RequestFact,
  { outcome }: RunVerdict,
  evidence: WeekEvidence,
): string[] {
  const found = evidence.subjects.find((one) => one.environment === environment && one.subject === subject);
  if (found === undefined) return [];
  const isDone = found.status === "paid" || found.status === "booked";
  if (outcome === "approved") return isDone ? [] : [`it was approved, and is "${found.status}"`];
  return found.status === "open" ? [] : [`it is ${outcome}, and "${found.status}"`];
}

function runOf({ runs }: WeekEvidence, environment: string, runId: string | undefined): RunFact | undefined {
  return runs.find((run) => run.environment === environment && run.runId === runId);
}

function rowsOf({ ledger }: WeekEvidence, environment: string, runId: string | undefined): LedgerFact[] {
  return ledger.filter((row) => row.environment === environment && row.runId === runId);
}
