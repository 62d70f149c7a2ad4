import { AbortTaskRunError, logger, task } from "@trigger.dev/sdk";
import { z } from "zod";
import { addDecimals, Currency, Decimal } from "#core/decimal.ts";
import { type Duration, IncompleteParametersError, isDuration, requestApproval } from "#trigger/approval/index.ts";
import { openDatabase } from "./db/database.ts";
import { bookLedgerImport, claimLedgerImport, type LedgerImport, releaseLedgerImport } from "./db/ledger-imports.ts";
import { gateDefaults } from "./gate-defaults.ts";
import { moneyWords } from "./money-words.ts";

const Payload = z.strictObject({
  importId: z.string().min(1).max(100),
  timeout: z.custom<Duration>(isDuration, "is no duration like 10m").default("10m"),
});

const Import = z.strictObject({
  importId: z.string().meta({ title: "Import" }),
  total: Decimal.meta({ title: "Total" }),
  currency: Currency.meta({ title: "Currency" }),
  lines: z.array(z.string()).min(1).meta({ title: "Lines" }),
});

const ROLLBACK = "Nothing was booked; the import goes back to status 'open'.";

/** Books a whole file once a person has read it, however large it is. */
export const ledgerImport = task({
  id: "ledger-import",
  retry: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2 },
  run: async (input: z.input<typeof Payload>, { ctx }) => {
    const payload = Payload.safeParse(input);
    if (!payload.success) throw new AbortTaskRunError(`The payload is invalid.\n${z.prettifyError(payload.error)}`);
    const { importId, timeout } = payload.data;
    const runId = ctx.run.id;
    const pool = await openDatabase();
    const found = await claimLedgerImport(pool, importId, runId);
    if (found === undefined)
      throw new AbortTaskRunError(`The import ${importId} does not exist, is booked, or is in review by another run.`);
    if (found.status === "booked") return { outcome: "booked" as const, importId };

    const release = async () => {
      await releaseLedgerImport(pool, importId, runId);
      logger.info(`Rolled back: nothing was booked, import ${importId} is open again.`);
    };
    const { model: _, ...defaults } = gateDefaults(ctx);
    const result = await requestApproval({
      ...defaults,
      gate: "import",
      kind: "ledger.import",
      title: ({ lines, currency, total }) => `Book ${lines.length} lines, ${moneyWords(currency, total)} in all`,
      parameters: await parametersOf(found, release),
      schema: Import,
      money: { amount: "/total", currency: "/currency" },
      effect: "Books every line of the import.",
      rollback: ROLLBACK,
      timeout,
      rollbackWith: release,
    });
    if (result.outcome !== "approved") return { outcome: result.outcome, importId };

    const { operator, decisionId } = result.decision;
    await bookLedgerImport(pool, { id: importId, runId, approvedBy: operator.name, decisionId });
    logger.info(`Import ${importId} is booked.`);
    return { outcome: "booked" as const, importId };
  },
  // Once no attempt is left, and when somebody cancels the run: the import must not stay in review.
  onFailure: ({ payload, ctx }) => releaseAfterEnd(payload, ctx.run.id),
  onCancel: ({ payload, ctx }) => releaseAfterEnd(payload, ctx.run.id),
});

async function releaseAfterEnd(input: unknown, runId: string): Promise<void> {
  const payload = Payload.safeParse(input);
  if (payload.success) await releaseLedgerImport(await openDatabase(), payload.data.importId, runId);
}

async function parametersOf(found: LedgerImport, release: () => Promise<void>): Promise<z.infer<typeof Import>> {
  const lines = found.document.split("\n").filter((line) => line.trim() !== "");
  let total = "0";
  for (const [index, line] of lines.entries()) {
    const amount = Decimal.safeParse(line.split(";")[1]);
    if (!amount.success) {
      await release();
      throw new IncompleteParametersError(`Line ${index + 1} has no exact amount: ${line.slice(0, 100)}`, ROLLBACK);
    }
    total = addDecimals(total, amount.data);
  }
  return { importId: found.id, total, currency: found.currency, lines };
}
