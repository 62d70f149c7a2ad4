/** Who sent a request: the CLI and the tasks it runs, or anybody else. */
export type Sender = "worker" | "client";

interface RequestCounts {
  /** Since the start or the last reset, by `METHOD /route`. */
  readonly counts: Readonly<Record<string, number>>;
  /** The same without the worker and its tasks. */
  readonly clients: Readonly<Record<string, number>>;
  readonly total: number;
  readonly totalClients: number;
  readonly since: string;
}

/** Counts what was asked, so that a test can say how much a client asks. */
export interface RequestLog {
  note(route: string, sender: Sender): void;
  read(): RequestCounts;
  reset(): void;
}

export function createRequestLog(now: () => number): RequestLog {
  let since = now();
  const all = new Map<string, number>();
  const clients = new Map<string, number>();
  const add = (counts: Map<string, number>, route: string): void => {
    counts.set(route, (counts.get(route) ?? 0) + 1);
  };
  const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);
  return {
    note: (route, sender) => {
      add(all, route);
      if (sender === "client") add(clients, route);
    },
    read: () => ({
      counts: Object.fromEntries(all),
      clients: Object.fromEntries(clients),
      total: sum(all),
      totalClients: sum(clients),
      since: new Date(since).toISOString(),
    }),
    reset: () => {
      since = now();
      all.clear();
      clients.clear();
    },
  };
}
