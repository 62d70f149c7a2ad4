import { AbortTaskRunError, logger, task } from "@trigger.dev/sdk";
import { z } from "zod";
import { type Duration, isDuration, requestApproval } from "#trigger/approval/index.ts";
import { openDatabase } from "./db/database.ts";
import { changeVendorBank, findVendor } from "./db/vendors.ts";
import { gateDefaults } from "./gate-defaults.ts";
import { isIban } from "./iban.ts";

const Payload = z.strictObject({
  vendorId: z.string().min(1).max(100),
  newIban: z.string(),
  /** What the vendor wrote, word for word. */
  letter: z.string().max(1_500),
  timeout: z.custom<Duration>(isDuration, "is no duration like 10m").default("10m"),
});

const BankChange = z.strictObject({
  vendor: z.string().min(1).meta({ title: "Vendor" }),
  oldIban: z.string().meta({ title: "IBAN so far" }),
  newIban: z.string().refine(isIban, "is no valid IBAN").meta({ title: "New IBAN" }),
});

/** Asks two persons before a vendor's money goes to another account: the oldest fraud there is. */
export const vendorBankChange = task({
  id: "vendor-bank-change",
  retry: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2 },
  run: async (input: z.input<typeof Payload>, { ctx }) => {
    const payload = Payload.safeParse(input);
    if (!payload.success) throw new AbortTaskRunError(`The payload is invalid.\n${z.prettifyError(payload.error)}`);
    const { vendorId, newIban, letter, timeout } = payload.data;
    const pool = await openDatabase();
    const vendor = await findVendor(pool, vendorId, ctx.run.id);
    if (vendor === undefined) throw new AbortTaskRunError(`There is no vendor ${vendorId}.`);
    logger.info(`${vendor.name} asks for its money to go to another account.`);

    const { model: _, ...defaults } = gateDefaults(ctx);
    const result = await requestApproval({
      ...defaults,
      gate: "bank-change",
      kind: "vendor.bank-change",
      title: `Change the bank account of ${vendor.name}`,
      summary: `The vendor wrote:\n${letter}`,
      urgency: "normal",
      parameters: { vendor: vendor.name, oldIban: vendor.iban, newIban },
      schema: BankChange,
      effect: "Every later payment to this vendor goes to the new account.",
      rollback: "Nothing was changed; the vendor keeps its account.",
      timeout,
      approvals: 2,
    });
    if (result.outcome !== "approved") return { outcome: result.outcome, vendorId };

    await changeVendorBank(pool, {
      runId: ctx.run.id,
      vendorId,
      oldIban: result.parameters.oldIban,
      newIban: result.parameters.newIban,
      approvedBy: result.approvals.map(({ operator }) => operator.name).join(", "),
      decisionId: result.decision.decisionId,
    });
    logger.info(`The account of ${vendor.name} was changed.`);
    return { outcome: "changed" as const, vendorId };
  },
});
