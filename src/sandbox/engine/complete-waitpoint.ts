import type { Engine } from "#sandbox/sandbox.ts";
import type { Waitpoint } from "#sandbox/store/waitpoints.ts";
import { planResume } from "./resume-run.ts";

export interface WaitpointOutput {
  readonly output: string | undefined;
  readonly outputType: string;
  readonly outputIsError: boolean;
}

/**
 * Settles a waitpoint. The first settlement wins; every later one changes nothing and is told nothing, as at the vendor.
 *
 * @returns the waitpoint as it now is, or undefined where there is none.
 */
export function completeWaitpoint(engine: Engine, id: string, end: WaitpointOutput): Waitpoint | undefined {
  const { store } = engine;
  return store.transaction(() => {
    const waitpoint = store.waitpoints.find(id);
    if (waitpoint === undefined || waitpoint.state === "COMPLETED") return waitpoint;
    const settled: Waitpoint = { ...waitpoint, ...end, state: "COMPLETED", completedAt: engine.now() };
    store.waitpoints.update(settled);
    store.jobs.drop("finish-waitpoint", id);
    for (const runId of store.runs.blockedBy(id)) planResume(engine, runId);
    return settled;
  });
}

/** What the end of its time does to a waitpoint: a token fails with the vendor's timeout, a pause is simply over. */
export function expireWaitpoint(engine: Engine, id: string): void {
  const waitpoint = engine.store.waitpoints.find(id);
  if (waitpoint === undefined) return;
  if (waitpoint.type !== "MANUAL") {
    completeWaitpoint(engine, id, { output: undefined, outputType: "application/json", outputIsError: false });
    return;
  }
  // Never without an output: the SDK reads the message of a timed-out token without looking whether there is one.
  const at = new Date(waitpoint.completedAfter ?? engine.now()).toISOString();
  completeWaitpoint(engine, id, {
    output: JSON.stringify({ code: "TRIGGER_WAITPOINT_TIMEOUT", message: `Waitpoint timed out at ${at}` }),
    outputType: "application/json",
    outputIsError: true,
  });
}
