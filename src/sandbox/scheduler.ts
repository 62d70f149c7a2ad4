import type { Job, Jobs } from "./store/jobs.ts";

/** Performs jobs when they are due. What is planned is on disk, so a scheduler can be stopped and opened at any time. */
export interface Scheduler {
  /** Looks at the list again: something was added. */
  wake(): void;
  readonly stop: () => void;
}

interface SchedulerParts {
  readonly jobs: Jobs;
  readonly now: () => number;
  /** How much later than planned waitpoints end; a fault that tests set. */
  readonly lateMs: () => number;
  /** Performs one job and takes it off the list, in one transaction. */
  readonly perform: (job: Job) => void;
  /** Hears of a job that could not be done; it has to take it off the list, or it comes again at once. */
  readonly onError: (error: unknown, job: Job) => void;
}

const JOBS_A_TURN = 200;
// setTimeout counts in a signed 32-bit number; anything further away is looked at again in a while.
const LONGEST_SLEEP_MS = 60_000;

export function openScheduler({ jobs, now, lateMs, perform, onError }: SchedulerParts): Scheduler {
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let stopped = false;

  const turn = (): void => {
    immediate = undefined;
    if (stopped) return;
    const due = jobs.due(now(), lateMs(), JOBS_A_TURN);
    for (const job of due) {
      try {
        perform(job);
      } catch (error) {
        onError(error, job);
      }
    }
    if (due.length > 0) soon();
    else sleep();
  };
  const soon = (): void => {
    clearTimeout(timer);
    immediate ??= setImmediate(turn);
  };
  const sleep = (): void => {
    clearTimeout(timer);
    const dueAt = jobs.nextDueAt(lateMs());
    if (dueAt === undefined) return;
    timer = setTimeout(turn, Math.min(Math.max(dueAt - now(), 0), LONGEST_SLEEP_MS));
  };
  return {
    wake: () => {
      if (!stopped) soon();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      clearImmediate(immediate);
    },
  };
}
