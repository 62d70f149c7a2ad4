import { keepPreviousData, type QueryClient, useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Client } from "#ipc/client.ts";
import type { QueuePage } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import { keepRows } from "./keep-rows.ts";
import type { QueueFilter } from "./queue-filter.ts";

export type QueueRow = QueuePage["rows"][number];

/** Rows to a page: few enough to be quick, many enough that scrolling seldom waits. */
const PAGE_ROWS = 100;

export interface QueueRows {
  readonly total: number;
  readonly waiting: number;
  /** The row at that place in the whole list; undefined while its page is on its way. */
  readonly rowAt: (index: number) => QueueRow | undefined;
  /** The gate's place in what is loaded. */
  readonly placeOf: (tokenId: string) => number | undefined;
}

/** The first page: it alone tells how long the list is. */
export function useFirstPage(filter: QueueFilter) {
  const client = useClient();
  return useQuery({ ...pageQuery(client, filter, 0), placeholderData: keepPreviousData });
}

/**
 * The first page and those under the visible part of the list; main filters and sorts, the window holds only what it
 * shows.
 */
export function useQueueRows(filter: QueueFilter, first: QueuePage, from: number, to: number): QueueRows {
  const client = useClient();
  // The first page is here already: watched twice, it would now and then paint the list twice.
  const firstPage = Math.max(1, Math.floor(from / PAGE_ROWS));
  const lastPage = Math.floor(Math.min(to, first.total - 1) / PAGE_ROWS);
  const numbers = Array.from({ length: Math.max(0, lastPage - firstPage + 1) }, (_, index) => firstPage + index);
  const pages = useQueries({
    queries: numbers.map((number) => pageQuery(client, filter, number)),
    // Only what came is worth painting the list again, not that a page is asked for.
    combine: whatCame,
  });
  const loaded = [first, ...pages];
  return {
    total: first.total,
    waiting: first.waiting,
    rowAt: (index) => {
      const page = loaded.findLast((candidate) => index >= candidate.offset && index < candidate.offset + PAGE_ROWS);
      return page?.rows[index - page.offset];
    },
    placeOf: (tokenId) => {
      for (const page of loaded) {
        const place = page.rows.findIndex((row) => row.tokenId === tokenId);
        if (place >= 0) return page.offset + place;
      }
      return undefined;
    },
  };
}

function whatCame(pages: readonly UseQueryResult<QueuePage>[]): QueuePage[] {
  return pages.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

/** One row by its place, from what is loaded or from main. */
export async function readRow(client: Client, filter: QueueFilter, index: number): Promise<QueueRow | undefined> {
  const page = await client.call("queue.page", { ...filter, offset: index, limit: 1 });
  return page.rows[0];
}

/** The gate's place in the whole list, asked of main; undefined where the list does not hold it. */
export async function readPlace(client: Client, filter: QueueFilter, tokenId: string): Promise<number | undefined> {
  const page = await client.call("queue.page", { ...filter, offset: 0, limit: 1, locate: tokenId });
  return page.located;
}

/** Waits for the fresh list, so that "the next gate" means the next one that is still waiting. */
export async function refreshQueue(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ["queue"] });
}

/** Takes a decided gate off what is loaded of the waiting ones, until the list is read again. */
export function takeOffWaiting(queries: QueryClient, tokenId: string): void {
  queries.setQueriesData<QueuePage>(
    { queryKey: ["queue"], predicate: ({ queryKey: [, filter] }) => isWaitingList(filter) },
    (page) => page && withoutRow(page, tokenId),
  );
}

function isWaitingList(filter: unknown): boolean {
  return typeof filter === "object" && filter !== null && "tab" in filter && filter.tab === "waiting";
}

function withoutRow(page: QueuePage, tokenId: string): QueuePage {
  const rows = page.rows.filter((row) => row.tokenId !== tokenId);
  if (rows.length === page.rows.length) return page;
  return { ...page, rows, total: page.total - 1, waiting: page.waiting - 1 };
}

/** That page of the list, as the filter narrows and orders it. */
export function pageQuery(client: Client, filter: QueueFilter, page: number) {
  return {
    queryKey: ["queue", filter, page],
    queryFn: () => client.call("queue.page", { ...filter, offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
    structuralSharing: (before: unknown, after: unknown) =>
      keepRows(before as QueuePage | undefined, after as QueuePage),
  };
}
