/** What ends the parts that were begun, the last one first; kept even where a later part fails to begin. */
export interface Closers {
  add(close: () => Promise<unknown>): void;
  /** Once, however often it is asked for: whoever waits, waits for the end of every part. */
  closeAll(): Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => Promise<unknown>)[] = [];
  let closing: Promise<void> | undefined;
  return {
    add: (close) => void closers.push(close),
    closeAll: () => (closing ??= closeInTurn(closers)),
  };
}

async function closeInTurn(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  const ends: PromiseSettledResult<unknown>[] = [];
  for (const close of closers.toReversed()) ends.push(...(await Promise.allSettled([close()])));
  // Every part is ended before a failure of one is told.
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
