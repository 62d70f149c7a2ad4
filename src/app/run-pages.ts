import type { Environment } from "#app/environment.ts";
import type { Clock, Run } from "#app/ports.ts";
import type { RunId } from "#core/identifiers.ts";

/** From so many runs at a time on, pages of a hundred cost the server less than asking for each. */
export const CROWD = 20;
/** A run read from a page counts as read for this long; about as long as a single read may take on a bad day. */
const FRESH_MS = 3_000;
const PAGE_RUNS = 100;
const MOST_PAGES = 10;

/**
 * Runs by the page, where many are wanted at once: the environment's budget of calls is shared with its tasks. What a page
 * says of a run is what reading it alone says; how a token ended is never taken from here.
 */
export interface RunPages {
  /** The run as a page showed it a moment ago; undefined where the newest pages do not hold it. */
  find(environment: Environment, runId: RunId, crowd: number): Promise<Run | undefined>;
}

interface Pages {
  readonly runs: Map<RunId, { readonly run: Run; readonly askedAt: number }>;
  walkedAt: number;
  underWay: Promise<void> | undefined;
}

export function createRunPages(clock: Pick<Clock, "monotonic">): RunPages {
  const byEnvironment = new Map<string, Pages>();

  function pagesOf({ id }: Environment): Pages {
    const known = byEnvironment.get(id);
    if (known !== undefined) return known;
    const none: Pages = { runs: new Map(), walkedAt: Number.NEGATIVE_INFINITY, underWay: undefined };
    byEnvironment.set(id, none);
    return none;
  }

  /** The newest pages, one after the other: as many as so many runs may lie on, and one for those that came since. */
  async function walk({ gateway }: Environment, pages: Pages, crowd: number): Promise<void> {
    pages.runs.clear();
    let cursor: string | undefined;
    for (let page = 0; page < Math.min(MOST_PAGES, Math.ceil(crowd / PAGE_RUNS) + 1); page += 1) {
      const askedAt = clock.monotonic();
      const { runs, next } = await gateway.listRuns(cursor);
      for (const run of runs) pages.runs.set(run.runId, { run, askedAt });
      cursor = next;
      if (next === undefined) break;
    }
    pages.walkedAt = clock.monotonic();
  }

  function fresh(pages: Pages, runId: RunId): Run | undefined {
    const found = pages.runs.get(runId);
    return found !== undefined && clock.monotonic() - found.askedAt < FRESH_MS ? found.run : undefined;
  }

  return {
    find: async (environment, runId, crowd) => {
      const pages = pagesOf(environment);
      const known = fresh(pages, runId);
      if (known !== undefined || clock.monotonic() - pages.walkedAt < FRESH_MS) return known;
      pages.underWay ??= walk(environment, pages, crowd).finally(() => {
        pages.underWay = undefined;
      });
      await pages.underWay;
      return fresh(pages, runId);
    },
  };
}
