import { NotFoundError, runs } from "@trigger.dev/sdk";

/** Whether that run works on nothing any more; a run that the server does not know is one that has ended. */
export async function hasRunEnded(runId: string): Promise<boolean> {
  try {
    // The vendor answers "not found" with the advice to retry, which costs ten seconds a run; the task has its own retries.
    return (await runs.retrieve(runId, { retry: { maxAttempts: 1 } })).isCompleted;
  } catch (error) {
    if (error instanceof NotFoundError) return true;
    throw error;
  }
}
