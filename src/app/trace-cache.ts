import type { Environment } from "#app/environment.ts";
import type { Clock, RunTrace } from "#app/ports.ts";
import type { RunId } from "#core/identifiers.ts";

/** However often the window asks, a run's trace is fetched at most this often; milliseconds. */
const FRESH_MS = 1_500;

/** The last trace that was read, so that a nudge about a card does not become a request of its own, and log and timeline share one. */
export interface TraceCache {
  /** The run's trace; `ended` says that the run has ended, after which one more read makes them final. */
  read(environment: Environment, runId: RunId, ended: boolean): Promise<RunTrace>;
}

export function createTraceCache(clock: Clock): TraceCache {
  let last:
    | {
        readonly runId: RunId;
        readonly ended: boolean;
        readonly at: number;
        readonly trace: Promise<RunTrace>;
      }
    | undefined;
  return {
    read: (environment, runId, ended) => {
      const sameRun = last?.runId === runId && last.ended === ended;
      if (last !== undefined && sameRun && (ended || clock.monotonic() - last.at < FRESH_MS)) return last.trace;
      const trace = environment.gateway.runTrace(runId);
      last = { runId, ended, at: clock.monotonic(), trace };
      trace.catch(() => {
        // A failed read is no answer to keep.
        if (last?.trace === trace) last = undefined;
      });
      return trace;
    },
  };
}
