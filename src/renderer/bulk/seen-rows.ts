/** A row of the review list: this request of this gate. */
export interface SeenRow {
  readonly tokenId: string;
  readonly digest: string;
}

/** A little more than main asks for, so that what counts here counts there. */
const COUNTS_AFTER_MS = 560;

interface SeenRowsPorts {
  /** Comes back once main has heard. */
  readonly report: (visible: readonly SeenRow[]) => Promise<void>;
  /** After two frames, the first of which paints the rows; a hidden window paints none. */
  readonly painted: () => Promise<void>;
  readonly after: (milliseconds: number, callback: () => void) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Rows that have been on the screen for long enough, those of before included. */
  readonly onSeen: (keys: ReadonlySet<string>) => void;
}

/**
 * Tells main which rows are on the screen and keeps count of those that were there for long enough. While the list moves
 * one report follows the other, so that a row that has gone never counts as still there.
 */
export function createSeenRows(ports: SeenRowsPorts): { show(visible: readonly SeenRow[]): void; stop(): void } {
  const since = new Map<string, number>();
  const seen = new Set<string>();
  let latest: readonly SeenRow[] = [];
  let reporting = false;
  let stopped = false;

  async function reportUntilTold(): Promise<void> {
    reporting = true;
    for (let told: readonly SeenRow[] | undefined; told !== latest;) {
      await ports.painted();
      if (stopped) break;
      told = latest;
      await ports.report(told);
      note(told);
    }
    reporting = false;
  }

  function note(visible: readonly SeenRow[]): void {
    count();
    const keys = new Set(visible.map(keyOf));
    for (const key of since.keys()) if (!keys.has(key)) since.delete(key);
    for (const key of keys) if (!since.has(key)) since.set(key, ports.now());
    ports.after(COUNTS_AFTER_MS, count);
  }

  function count(): void {
    if (stopped) return;
    const before = seen.size;
    for (const [key, at] of since) if (ports.now() - at >= COUNTS_AFTER_MS) seen.add(key);
    if (seen.size > before) ports.onSeen(new Set(seen));
  }

  return {
    show: (visible) => {
      stopped = false;
      latest = visible;
      // A report that fails leaves its rows unseen: they stay waiting, and the next one is tried all the same.
      if (!reporting)
        reportUntilTold().catch(() => {
          reporting = false;
        });
    },
    stop: () => {
      stopped = true;
    },
  };
}

/** What a row is known by: another request of the same gate has not been seen. */
export function keyOf({ tokenId, digest }: SeenRow): string {
  return `${tokenId} ${digest}`;
}
