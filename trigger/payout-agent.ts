import { AbortTaskRunError, logger, task } from "@trigger.dev/sdk";
import type { Pool } from "pg";
import { z } from "zod";
import { type Duration, isDuration, requestApproval } from "#trigger/approval/index.ts";
import { openDatabase } from "./db/database.ts";
import { claimInvoice, releaseInvoice } from "./db/invoices.ts";
import { recordPayout } from "./db/payouts.ts";
import { gateDefaults } from "./gate-defaults.ts";
import { moneyWords } from "./money-words.ts";
import { PayoutParameters } from "./payout-parameters.ts";
import { proposePayout, ROLLBACK } from "./propose-payout.ts";

const Payload = z.strictObject({
  invoiceId: z.string().min(1).max(100),
  timeout: z.custom<Duration>(isDuration, "is no duration like 10m").default("10m"),
  approvals: z.int().min(1).max(5).default(1),
});

/** Reads an invoice, proposes its payment, waits for a person, pays or puts the invoice back. */
export const payoutAgent = task({
  id: "payout-agent",
  retry: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2 },
  run: async (input: z.input<typeof Payload>, { ctx }) => {
    const { invoiceId, timeout, approvals } = parsePayload(input);
    const runId = ctx.run.id;
    const pool = await openDatabase();
    const invoice = await claimInvoice(pool, invoiceId, runId);
    if (invoice === undefined)
      throw new AbortTaskRunError(`The invoice ${invoiceId} does not exist, is paid, or is in review by another run.`);
    if (invoice.status === "paid") {
      logger.info("An earlier attempt of this run has paid the invoice already.");
      return { outcome: "paid" as const, invoiceId };
    }
    logger.info(`Reading invoice ${invoiceId}; it is in review now.`);

    const release = () => putBack(pool, invoiceId, runId);
    const propose = (turn: string, remark?: string) => proposePayout(pool, { invoice, runId, turn, remark, release });
    const parameters = await propose("payout");
    const result = await requestApproval({
      ...gateDefaults(ctx),
      gate: "payout",
      kind: "payout.create",
      title: ({ payee, currency, amount }) => `Pay ${payee} ${moneyWords(currency, amount)}`,
      summary: ({ reference, dueDate }) =>
        `Invoice ${invoiceId}, reference ${reference}${dueDate === null ? "" : `, due ${dueDate}`}.`,
      urgency: "high",
      parameters,
      schema: PayoutParameters,
      editable: ["/amount", "/reference", "/dueDate"],
      money: { amount: "/amount", currency: "/currency", payee: "/payee", account: "/iban" },
      effect: "Inserts one row into payouts and marks the invoice as paid.",
      rollback: ROLLBACK,
      timeout,
      approvals,
      onRespond: answerQuestions(propose),
      rollbackWith: release,
    });
    if (result.outcome !== "approved") return { outcome: result.outcome, invoiceId };

    logger.info("Writing the payout.");
    await recordPayout(pool, {
      ...result.parameters,
      invoiceId,
      runId,
      approvedBy: result.approvals.map(({ operator }) => operator.name).join(", "),
      decisionId: result.decision.decisionId,
    });
    const { payee, currency, amount } = result.parameters;
    logger.info(`Paid ${payee} ${moneyWords(currency, amount)}; the invoice is marked as paid.`);
    return { outcome: "paid" as const, invoiceId };
  },
  // Once no attempt is left, and when somebody cancels the run: the invoice must not stay in review.
  onFailure: ({ payload, ctx }) => releaseAfterEnd(payload, ctx.run.id),
  onCancel: ({ payload, ctx }) => releaseAfterEnd(payload, ctx.run.id),
});

function parsePayload(input: unknown): z.output<typeof Payload> {
  const payload = Payload.safeParse(input);
  if (!payload.success) throw new AbortTaskRunError(`The payload is invalid.\n${z.prettifyError(payload.error)}`);
  return payload.data;
}

// Turns are counted, so that a retried attempt goes through the same stored answers in the same order.
function answerQuestions(propose: (turn: string, remark: string) => Promise<PayoutParameters>) {
  let turn = 1;
  return async (remark: string) => {
    turn += 1;
    return { parameters: await propose(`payout-${turn}`, remark) };
  };
}

async function putBack(pool: Pool, invoiceId: string, runId: string): Promise<void> {
  await releaseInvoice(pool, invoiceId, runId);
  logger.info(`Rolled back: nothing was written, invoice ${invoiceId} is open again.`);
}

async function releaseAfterEnd(input: unknown, runId: string): Promise<void> {
  const payload = Payload.safeParse(input);
  if (payload.success) await releaseInvoice(await openDatabase(), payload.data.invoiceId, runId);
}
