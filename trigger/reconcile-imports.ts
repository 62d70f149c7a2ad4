import { logger, task } from "@trigger.dev/sdk";
import { openDatabase } from "./db/database.ts";
import { listImportsInReview, releaseLedgerImport } from "./db/ledger-imports.ts";
import { hasRunEnded } from "./has-run-ended.ts";

/** What `reconcile-invoices` is for invoices: imports whose run has died go back to `open`. */
export const reconcileImports = task({
  id: "reconcile-imports",
  retry: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2 },
  run: async () => {
    const pool = await openDatabase();
    const reopened: string[] = [];
    for (const { id, runId } of await listImportsInReview(pool)) {
      if (!(await hasRunEnded(runId))) continue;
      await releaseLedgerImport(pool, id, runId);
      logger.warn(`The run ${runId} ended without an outcome: import ${id} is open again.`);
      reopened.push(id);
    }
    return { reopened };
  },
});
