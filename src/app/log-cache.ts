import type { Environment } from "#app/environment.ts";
import type { Clock, RunLogLine } from "#app/ports.ts";
import type { RunId } from "#core/identifiers.ts";

/** However often the window asks, a run's log is fetched at most this often; milliseconds. */
const FRESH_MS = 1_500;

/** The last log that was read, so that a nudge about a card does not become a request of its own. */
export interface LogCache {
  /** The run's lines; `ended` says that the run has ended, after which one more read makes them final. */
  read(environment: Environment, runId: RunId, ended: boolean): Promise<readonly RunLogLine[]>;
}

export function createLogCache(clock: Clock): LogCache {
  let last:
    | {
        readonly runId: RunId;
        readonly ended: boolean;
        readonly at: number;
        readonly lines: Promise<readonly RunLogLine[]>;
      }
    | undefined;
  return {
    read: (environment, runId, ended) => {
      const sameRun = last?.runId === runId && last.ended === ended;
      if (last !== undefined && sameRun && (ended || clock.monotonic() - last.at < FRESH_MS)) return last.lines;
      const lines = environment.gateway.runLogs(runId);
      last = { runId, ended, at: clock.monotonic(), lines };
      lines.catch(() => {
        // A failed read is no answer to keep.
        if (last?.lines === lines) last = undefined;
      });
      return lines;
    },
  };
}
