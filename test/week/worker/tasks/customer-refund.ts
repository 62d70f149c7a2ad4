import { task } from "@trigger.dev/sdk";
import { z } from "zod";
import { Currency, Decimal } from "#core/decimal.ts";
import { type Duration, requestApproval } from "#trigger/approval/index.ts";
import { openDatabase } from "#trigger/db/database.ts";

const Refund = z.strictObject({
  customer: z.string().meta({ title: "Customer" }),
  amount: Decimal.meta({ title: "Amount" }),
  currency: Currency.meta({ title: "Currency" }),
});

interface RefundPayload {
  readonly refund: z.infer<typeof Refund>;
  readonly timeout: Duration;
}

/** Money back to a customer, by a task that answers questions with the same request. */
export const customerRefund = task({
  id: "week-customer-refund",
  run: async ({ refund, timeout }: RefundPayload, { ctx }) => {
    const result = await requestApproval({
      ctx,
      operators: [],
      gate: "refund",
      kind: "customer.refund",
      title: ({ customer, currency, amount }) => `Refund ${customer} ${currency} ${amount}`,
      parameters: refund,
      schema: Refund,
      editable: ["/amount"],
      money: { amount: "/amount", currency: "/currency", payee: "/customer" },
      effect: "Writes one refund.",
      rollback: "Nothing was written.",
      timeout,
      onRespond: async () => ({ summary: "The customer has sent the goods back." }),
    });
    if (result.outcome !== "approved") return { outcome: result.outcome };
    const { customer, amount, currency } = result.parameters;
    await (
      await openDatabase()
    ).query(
      `insert into week_refunds (run_id, customer, amount, currency, approved_by, decision_id)
       values ($1, $2, $3, $4, $5, $6) on conflict (run_id) do nothing`,
      [ctx.run.id, customer, amount, currency, result.decision.operator.name, result.decision.decisionId],
    );
    return { outcome: "refunded" };
  },
});
