import { AbortTaskRunError, logger, task } from "@trigger.dev/sdk";
import { z } from "zod";
import { compareDecimals, Currency, Decimal } from "#core/decimal.ts";
import { type Duration, isDuration, requestApproval } from "#trigger/approval/index.ts";
import { openDatabase } from "./db/database.ts";
import { recordLedgerCorrection } from "./db/ledger.ts";
import { gateDefaults } from "./gate-defaults.ts";
import { moneyWords } from "./money-words.ts";

/** From here on a second person has to agree, whatever the currency. */
const FOUR_EYES_FROM = "10000.00";

const LedgerCorrection = z
  .strictObject({
    debit: z
      .string()
      .regex(/^\d{4,8}$/u, "is no account number")
      .meta({ title: "Debit account" }),
    credit: z
      .string()
      .regex(/^\d{4,8}$/u, "is no account number")
      .meta({ title: "Credit account" }),
    amount: Decimal.refine((amount) => compareDecimals(amount, "0") > 0, "is not above zero").meta({ title: "Amount" }),
    currency: Currency.meta({ title: "Currency" }),
    reason: z.string().min(1).max(500).meta({ title: "Reason for the correction" }),
  })
  .refine(({ debit, credit }) => debit !== credit, { path: ["credit"], error: "is the debit account itself" });

const Payload = z.strictObject({
  correction: z.unknown(),
  timeout: z.custom<Duration>(isDuration, "is no duration like 10m").default("10m"),
});

/** Books a correction once a person has agreed: two of them where the amount is large. */
export const ledgerCorrection = task({
  id: "ledger-correction",
  retry: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2 },
  run: async (input: z.input<typeof Payload>, { ctx }) => {
    const payload = Payload.safeParse(input);
    if (!payload.success) throw new AbortTaskRunError(`The payload is invalid.\n${z.prettifyError(payload.error)}`);
    const correction = LedgerCorrection.safeParse(payload.data.correction);
    if (!correction.success)
      throw new AbortTaskRunError(`The correction is invalid.\n${z.prettifyError(correction.error)}`);
    logger.info(`A correction of ${moneyWords(correction.data.currency, correction.data.amount)} was proposed.`);

    const { model: _, ...defaults } = gateDefaults(ctx);
    const result = await requestApproval({
      ...defaults,
      gate: "correction",
      kind: "ledger.correction",
      title: ({ debit, credit, amount, currency }) => `Book ${moneyWords(currency, amount)} from ${credit} to ${debit}`,
      parameters: correction.data,
      schema: LedgerCorrection,
      editable: ["/amount", "/reason"],
      money: { amount: "/amount", currency: "/currency" },
      effect: "Books one correction in the ledger.",
      rollback: "Nothing was booked.",
      timeout: payload.data.timeout,
      requireApprovals: ({ amount }) => (compareDecimals(amount, FOUR_EYES_FROM) >= 0 ? 2 : 1),
    });
    if (result.outcome !== "approved") return { outcome: result.outcome };

    await recordLedgerCorrection(await openDatabase(), {
      ...result.parameters,
      runId: ctx.run.id,
      approvedBy: result.approvals.map(({ operator }) => operator.name),
      decisionId: result.decision.decisionId,
    });
    logger.info("The correction is booked.");
    return { outcome: "booked" as const };
  },
});
