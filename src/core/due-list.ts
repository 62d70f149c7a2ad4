/** Keys with the instant at which each is due, the soonest first. Ten thousand of them cost one look at the first. */
export interface DueList<K> {
  /** Enters a key, or moves it to another instant. */
  set(key: K, at: number): void;
  /** @returns whether it was there. */
  delete(key: K): boolean;
  /** When the soonest is due; undefined where nothing is. */
  next(): number | undefined;
  /** Takes out everything due by then, the soonest first. */
  take(now: number): K[];
}

export function createDueList<K>(): DueList<K> {
  const dueAt = new Map<K, number>();
  const ordered: { readonly key: K; readonly at: number }[] = [];

  /** Where the first that is due after this instant stands. */
  function placeAfter(at: number): number {
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ordered[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remove(key: K): boolean {
    const at = dueAt.get(key);
    if (at === undefined) return false;
    dueAt.delete(key);
    // Among those of the same instant, which end right before the place after them.
    let place = placeAfter(at) - 1;
    while (ordered[place]?.key !== key) place -= 1;
    ordered.splice(place, 1);
    return true;
  }

  return {
    set: (key, at) => {
      remove(key);
      dueAt.set(key, at);
      ordered.splice(placeAfter(at), 0, { key, at });
    },
    delete: remove,
    next: () => ordered[0]?.at,
    take: (now) => {
      const due = ordered.splice(0, placeAfter(now)).map(({ key }) => key);
      for (const key of due) dueAt.delete(key);
      return due;
    },
  };
}
