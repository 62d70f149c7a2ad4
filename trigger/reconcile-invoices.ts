import { logger, task } from "@trigger.dev/sdk";
import { openDatabase } from "./db/database.ts";
import { listInvoicesInReview, releaseInvoice } from "./db/invoices.ts";
import { hasRunEnded } from "./has-run-ended.ts";

/**
 * Returns invoices whose run has died to `open`. A killed worker runs no rollback, so somebody has to look:
 * trigger it by hand or put it on a schedule of a few minutes.
 */
export const reconcileInvoices = task({
  id: "reconcile-invoices",
  retry: { maxAttempts: 3, minTimeoutInMs: 500, maxTimeoutInMs: 5_000, factor: 2 },
  run: async () => {
    const pool = await openDatabase();
    const reopened: string[] = [];
    for (const { id, runId } of await listInvoicesInReview(pool)) {
      if (!(await hasRunEnded(runId))) continue;
      await releaseInvoice(pool, id, runId);
      logger.warn(`The run ${runId} ended without an outcome: invoice ${id} is open again.`);
      reopened.push(id);
    }
    return { reopened };
  },
});
