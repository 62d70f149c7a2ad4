import { describe, expect, test } from "vitest";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import type { Signer } from "#core/crypto.ts";
import { type Decision, signDecision } from "#core/decision.ts";
import { digestOf } from "#core/digest.ts";
import { applyEdits, type Edit } from "#core/edits.ts";
import { keyIdOf } from "#core/operators.ts";
import { request as gateRequest } from "#test/console/gates.ts";
import { compareWeek } from "./compare-week.ts";
import type { AuditedDecision, AuditFact, TokenFact, WeekEvidence } from "./evidence.ts";
import { keyIn } from "./judge-run.ts";

const PLACE = "Payables";
const request = gateRequest({
  parameters: { payee: "ACME GmbH", amount: "10.10", currency: "EUR" },
  editable: ["/amount"],
});
const people = { Ada: createSigner(generateSignerPem()), Grace: createSigner(generateSignerPem()) };
const keyIds = { Ada: keyIdOf(people.Ada.publicKey, nodeCrypto), Grace: keyIdOf(people.Grace.publicKey, nodeCrypto) };
type Person = keyof typeof people;

let made = 0;
function decide(by: Person, tokenId: string, verdict: Decision["verdict"], edits: Edit[] = []): Decision {
  made += 1;
  const signer: Signer = people[by];
  const common = {
    version: 1 as const,
    decisionId: `01900000-0000-7000-8000-${String(made).padStart(12, "0")}`,
    tokenId,
    runId: `run_${tokenId.slice("waitpoint_".length)}`,
    requestDigest: digestOf(request, nodeCrypto),
    decidedAt: "2026-11-22T12:00:00.000Z",
    operator: { name: by, keyId: keyIds[by] },
    auditHead: digestOf({}, nodeCrypto),
  };
  if (verdict !== "approve") return signDecision({ ...common, verdict, comment: "no" }, signer);
  const parametersDigest = digestOf(applyEdits(request.parameters, edits, request.editable), nodeCrypto);
  return signDecision({ ...common, verdict, edits, parametersDigest }, signer);
}

const PAID = "waitpoint_wasapproved";
const REFUSED = "waitpoint_wasrejected";
const EXPIRED = "waitpoint_hasexpired";
const twelve: Edit = { op: "replace", path: "/amount", value: "12.00" };
const paid = decide("Ada", PAID, "approve", [twelve]);
const refused = decide("Grace", REFUSED, "reject");
const late = decide("Grace", EXPIRED, "approve");

function token(tokenId: string, decision: Decision | undefined): TokenFact {
  const status = decision === undefined ? "TIMED_OUT" : "COMPLETED";
  const runId = `run_${tokenId.slice("waitpoint_".length)}`;
  return { environment: PLACE, tokenId, runId, createdAt: 1, status, completedAt: 2, decision };
}

function audit(operator: Person, decisions: readonly AuditedDecision[]): AuditFact {
  return { operator, keyId: keyIds[operator], publicKey: people[operator].publicKey, decisions, problems: [] };
}

const audited = (decision: Decision, state: string): AuditedDecision => ({ decision, request, state });
const about = { environment: PLACE, kind: "payout.create", needed: 1 } as const;
const told = (operator: Person, { tokenId, verdict }: Decision, written: string[], finally_: string) => ({
  operator,
  tokenId,
  title: "Pay ACME GmbH",
  verdict,
  written,
  finally: finally_,
});
const row = {
  environment: PLACE,
  kind: "payout.create" as const,
  runId: "run_wasapproved",
  values: { payee: "ACME GmbH", amount: "12", currency: "EUR" },
  approvedBy: "Ada",
  decisionId: paid.decisionId,
};

/** One gate that was approved with a change, one that was rejected, and one that was decided too late. */
const week: WeekEvidence = {
  planned: 3,
  requests: [
    { ...about, subject: "paid", ends: "approved", runIds: ["run_wasapproved"] },
    { ...about, subject: "refused", ends: "rejected", runIds: ["run_wasrejected"] },
    { ...about, subject: "expired", ends: "expired", runIds: ["run_hasexpired"] },
  ],
  tokens: [token(PAID, paid), token(REFUSED, refused), token(EXPIRED, undefined)],
  runs: [
    { environment: PLACE, runId: "run_wasapproved", status: "COMPLETED", outcome: "paid" },
    { environment: PLACE, runId: "run_wasrejected", status: "COMPLETED", outcome: "rejected" },
    { environment: PLACE, runId: "run_hasexpired", status: "COMPLETED", outcome: "expired" },
  ],
  ledger: [row],
  subjects: [
    { environment: PLACE, subject: "paid", status: "paid" },
    { environment: PLACE, subject: "refused", status: "open" },
  ],
  receipts: [
    told("Ada", paid, ["12.00"], "Delivered, run completed"),
    told("Grace", refused, [], "Delivered"),
    told("Grace", late, [], "Expired"),
  ],
  audits: [
    audit("Ada", [audited(paid, "delivered")]),
    audit("Grace", [audited(refused, "delivered"), audited(late, "expired")]),
  ],
  revoked: new Map(),
};

test("a week whose sources agree has no mismatch, and its gates are counted", () => {
  expect(compareWeek(week)).toEqual({
    figures: { gates: 3, decided: 2, expired: 1, mismatches: 0 },
    mismatches: [],
  });
});

test("an approval by a key that was no longer believed calls for another one", () => {
  const again = decide("Grace", "waitpoint_askedoncemore", "approve");
  const revoked = new Map([[keyIn(PLACE, keyIds.Ada), 2]]);
  const next = { ...token("waitpoint_askedoncemore", again), runId: "run_wasapproved", createdAt: 3 };
  const { mismatches } = compareWeek({
    ...week,
    planned: 4,
    revoked,
    tokens: [...week.tokens, next],
    ledger: [{ ...row, approvedBy: "Grace", decisionId: again.decisionId, values: { ...row.values, amount: "10.1" } }],
    receipts: [...week.receipts, told("Grace", again, [], "Delivered")],
    audits: week.audits.map((one) =>
      one.operator === "Grace" ? { ...one, decisions: [...one.decisions, audited(again, "delivered")] } : one,
    ),
  });
  expect(mismatches).toEqual([]);
  expect(compareWeek({ ...week, revoked }).mismatches).toMatchObject([
    { what: expect.stringContaining("its run came to no decision") },
    { what: expect.stringContaining('its run answers "paid"') },
    { what: expect.stringContaining("1 rows were written") },
    { what: expect.stringContaining('"paid"') },
  ]);
});

describe("what is planted is found:", () => {
  const [ada, grace] = week.audits as [AuditFact, AuditFact];
  const [adasReceipt, ...gracesReceipts] = week.receipts as [WeekEvidence["receipts"][0]];
  const otherwise = decide("Grace", PAID, "reject");
  test.each<[string, Partial<WeekEvidence>, RegExp]>([
    ["a gate fewer", { planned: 4 }, /4 gates were planned, 3 are there/u],
    ["a gate that waits", { tokens: change(week.tokens, 2, { status: "WAITING" }) }, /still waits/u],
    ["a completion that is no decision", { tokens: change(week.tokens, 0, { decision: undefined }) }, /no decision/u],
    ["another decision on the server", { tokens: change(week.tokens, 0, { decision: otherwise }) }, /not in Grace's/u],
    [
      "a decision that was changed on its way",
      { tokens: change(week.tokens, 0, { decision: { ...paid, decidedAt: "2026-11-22T13:00:00.000Z" } }) },
      /not the one in the audit log/u,
    ],
    ["a signature of another key", { audits: [{ ...ada, publicKey: grace.publicKey }, grace] }, /did not sign it/u],
    ["a decision missing in the log", { audits: [{ ...ada, decisions: [] }, grace] }, /not in Ada's audit log/u],
    [
      "a decision twice in the log",
      { audits: [{ ...ada, decisions: [...ada.decisions, ...ada.decisions] }, grace] },
      /twice/u,
    ],
    [
      "a log that leaves it parked",
      { audits: [{ ...ada, decisions: [audited(paid, "parked")] }, grace] },
      /leaves it "parked"/u,
    ],
    [
      "a log that says delivered of what expired",
      { audits: [ada, { ...grace, decisions: [audited(refused, "delivered"), audited(late, "delivered")] }] },
      /the gate is TIMED_OUT/u,
    ],
    ["a log that does not verify", { audits: [{ ...ada, problems: ["line 3"] }, grace] }, /line 3/u],
    ["a decision that no window told of", { receipts: gracesReceipts }, /told of it 0 times/u],
    [
      "a window that was told another verdict",
      { receipts: [{ ...adasReceipt, verdict: "respond" }, ...gracesReceipts] },
      /"respond" was clicked/u,
    ],
    [
      "a window that was told another amount",
      { receipts: [{ ...adasReceipt, written: ["13.00"] }, ...gracesReceipts] },
      /"13.00" was written/u,
    ],
    [
      "a window that says otherwise in the end",
      { receipts: [{ ...adasReceipt, finally: "Queued" }, ...gracesReceipts] },
      /the window says "Queued"/u,
    ],
    ["an approval without a row", { ledger: [] }, /no row was written/u],
    ["a row twice", { ledger: [row, row] }, /2 rows were written/u],
    ["a row of a run that nobody started", { ledger: [row, { ...row, runId: "run_x" }] }, /no run of the week/u],
    ["a row for a rejection", { ledger: [row, { ...row, runId: "run_wasrejected" }] }, /is rejected, and 1 rows/u],
    ["a row for an expiry", { ledger: [row, { ...row, runId: "run_hasexpired" }] }, /is expired, and 1 rows/u],
    ["a row with the proposed amount", { ledger: [withAmount("10.10")] }, /12.00 was approved, 10.10 was written/u],
    ["a row by another person", { ledger: [{ ...row, approvedBy: "Grace" }] }, /Ada approved/u],
    ["a row for another decision", { ledger: [{ ...row, decisionId: late.decisionId }] }, /stands for the decision/u],
    ["a run that failed", { runs: change(week.runs, 0, { status: "FAILED" }) }, /its run is FAILED/u],
    ["a run that answers otherwise", { runs: change(week.runs, 1, { outcome: "paid" }) }, /its run answers "paid"/u],
    ["an invoice still in review", { subjects: change(week.subjects, 1, { status: "in_review" }) }, /"in_review"/u],
    ["an invoice that is not paid", { subjects: change(week.subjects, 0, { status: "open" }) }, /and is "open"/u],
    [
      "an end that was not planned",
      { requests: change(week.requests, 1, { ends: "approved" }) },
      /to be approved and was rejected/u,
    ],
    [
      "an approval where two were needed",
      { requests: change(week.requests, 0, { needed: 2 }) },
      /1 of 2 approvals are there/u,
    ],
    [
      "a killed run that went on",
      { requests: change(week.requests, 0, { runIds: ["run_wasrejected", "run_wasapproved"] }) },
      /its worker was killed, and it is COMPLETED/u,
    ],
  ])("%s", (_what, changed, said) => {
    const { figures, mismatches } = compareWeek({ ...week, ...changed });
    expect(mismatches.map(({ what }) => what).join("\n")).toMatch(said);
    expect(figures.mismatches).toBe(mismatches.length);
  });
});

function change<T>(list: readonly T[], at: number, changes: Partial<T>): T[] {
  return list.map((one, index) => (index === at ? { ...one, ...changes } : one));
}

function withAmount(amount: string): WeekEvidence["ledger"][0] {
  return { ...row, values: { ...row.values, amount } };
}
