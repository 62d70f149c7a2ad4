import { z } from "zod";
import type { ModelCase } from "#test/worker/worker-model-corpus.ts";
import { invoiceText, type ModelEndpoint } from "#test/worker/worker-model-endpoint.ts";
import { decide, type SeenGate, type TestOperator } from "#test/worker/worker-operators.ts";
import type { WorkerSandbox } from "#test/worker/worker-sandbox.ts";

export interface FaultTools {
  readonly sandbox: WorkerSandbox;
  readonly endpoint: ModelEndpoint;
  /** Approves whatever reaches a gate. */
  readonly operator: TestOperator;
}

export interface FaultResult {
  readonly name: string;
  readonly outcome: ModelCase["outcome"] | "something else";
  readonly expected: ModelCase["outcome"];
  readonly rows: number;
  /** Rows before anybody approved, without a gate, beyond the one, or with other contents than were approved. */
  readonly rowsWrongly: number;
}

const Row = z.object({ payee: z.string(), iban: z.string(), amount: z.string(), decision_id: z.string() });
type Row = z.infer<typeof Row>;

/** One model's answers through the payout task in the running worker, approved where a gate opens. */
export async function payThrough(tools: FaultTools, invoiceId: string, modelCase: ModelCase): Promise<FaultResult> {
  const { sandbox, endpoint, operator } = tools;
  endpoint.script(invoiceId, modelCase.replies);
  await sandbox.pool.query("insert into invoices (id, text) values ($1, $2)", [invoiceId, invoiceText(invoiceId)]);
  const runId = await sandbox.trigger("payout-agent", { invoiceId, timeout: "2h" });
  const gate = await sandbox.gateOrEnd(runId);
  const early = await readRows(sandbox, invoiceId);
  const decision = gate === undefined ? undefined : decide(operator, gate, { verdict: "approve" });
  if (gate !== undefined) await sandbox.complete(gate, decision);
  const end = await sandbox.waitForEnd(runId);

  const rows = await readRows(sandbox, invoiceId);
  const right = rows.filter((row) => gate !== undefined && isApproved(row, gate, decision?.decisionId)).slice(0, 1);
  const { status } = await sandbox.books(invoiceId);
  return {
    name: modelCase.name,
    outcome: outcomeOf(),
    expected: modelCase.outcome,
    rows: rows.length,
    rowsWrongly: early.length + rows.length - right.length,
  };

  function outcomeOf(): FaultResult["outcome"] {
    const repaired = endpoint.repairs(invoiceId) > 0;
    if (gate !== undefined && end.status === "COMPLETED" && status === "paid" && right.length === 1)
      return repaired ? "repaired" : "asked";
    const saysWhy = /IncompleteParametersError[\s\S]*status 'open'/u.test(end.error ?? "");
    const isRolledBack = status === "open" && rows.length === 0;
    if (gate === undefined && end.status === "FAILED" && end.attempts === 1 && repaired && saysWhy && isRolledBack)
      return "incomplete";
    return "something else";
  }
}

function isApproved(row: Row, { request }: SeenGate, decisionId: string | undefined): boolean {
  const { payee, iban, amount } = request.parameters;
  return (
    row.decision_id === decisionId && row.payee === payee && row.iban === iban && Number(row.amount) === Number(amount)
  );
}

async function readRows({ pool }: WorkerSandbox, invoiceId: string): Promise<Row[]> {
  const found = await pool.query(
    "select payee, iban, trim_scale(amount)::text as amount, decision_id::text from payouts where invoice_id = $1",
    [invoiceId],
  );
  return z.array(Row).parse(found.rows);
}
