import { z } from "zod";
import { decide } from "#test/worker/worker-operators.ts";
import type { WorkerSandbox } from "#test/worker/worker-sandbox.ts";
import { type AttackedRun, attackRun } from "./attack-run.ts";
import { createCast, listedOf } from "./cast.ts";
import { forgeries, type Forgery } from "./forgeries.ts";

/** A third forgery ends a run, and then nothing shows that it would have lived. */
const ATTACKS_A_RUN = 2;

export interface ForgeFigures {
  /** Forged completions that a waiting gate met. */
  readonly rounds: number;
  /** Payouts that no honest decision led to, or that differ from what was approved. */
  readonly executed: number;
  /** Attacked runs whose own honest approval was not executed all the same. */
  readonly killedHonestRuns: number;
}

const Payout = z.object({ invoice_id: z.string(), decision_id: z.string(), iban: z.string(), amount: z.string() });

/** Completes waiting gates of running tasks with every forgery in turn; the ledger tells what came of it. */
export async function runForge(
  sandbox: WorkerSandbox,
  rounds: number,
  atOnce: number,
  say: (line: string) => void,
): Promise<ForgeFigures> {
  const cast = createCast();
  sandbox.list(listedOf(cast));
  // A real gate with a genuine decision on it, which is made here and sent only at the end.
  await sandbox.addInvoice("elsewhere");
  const elsewhereRun = await sandbox.trigger("payout-agent", { invoiceId: "elsewhere", timeout: "2h" });
  const gate = await sandbox.waitForGate(elsewhereRun);
  const elsewhere = { gate, decision: decide(cast.ada, gate, { verdict: "approve" }) };

  const plan = planRuns(rounds);
  const attacked: AttackedRun[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, plan.length) }, async () => {
      for (let index = next++; index < plan.length; index = next++) {
        const attacks = plan[index] ?? [];
        const invoiceId = `attacked-${index}`;
        try {
          attacked.push(await attackRun(sandbox, cast, elsewhere, invoiceId, attacks));
        } catch (error) {
          say(`${invoiceId} (${attacks.map(({ name }) => name).join(", then ")}): ${String(error)}`);
        }
      }
    }),
  );
  await sandbox.complete(gate, elsewhere.decision);
  await sandbox.waitForEnd(elsewhereRun);

  const honest = new Map(attacked.map(({ invoiceId, honest }) => [invoiceId, honest]));
  honest.set("elsewhere", elsewhere.decision.decisionId);
  const payouts = await readPayouts(sandbox);
  const paid = payouts.filter(
    (payout) =>
      honest.get(payout.invoice_id) === payout.decision_id &&
      payout.iban === gate.request.parameters["iban"] &&
      payout.amount === gate.request.parameters["amount"],
  );
  return {
    rounds: attacked.reduce((sum, run) => sum + run.rounds, 0),
    executed: payouts.length - paid.length,
    killedHonestRuns: plan.length + 1 - paid.length,
  };
}

// One of each kind, then the next of each: so a short run has them all too.
function planRuns(rounds: number): Forgery[][] {
  const nth = (forgery: Forgery) => forgeries.filter(({ kind }) => kind === forgery.kind).indexOf(forgery);
  const inTurn = forgeries.toSorted((a, b) => nth(a) - nth(b));
  const all = Array.from({ length: rounds }, (_, index) => inTurn[index % inTurn.length]).filter(
    (forgery) => forgery !== undefined,
  );
  return Array.from({ length: Math.ceil(rounds / ATTACKS_A_RUN) }, (_, index) =>
    all.slice(index * ATTACKS_A_RUN, (index + 1) * ATTACKS_A_RUN),
  );
}

async function readPayouts({ pool }: WorkerSandbox): Promise<z.infer<typeof Payout>[]> {
  const found = await pool.query(
    "select invoice_id, decision_id::text, iban, round(amount, 2)::text as amount from payouts",
  );
  return z.array(Payout).parse(found.rows);
}
