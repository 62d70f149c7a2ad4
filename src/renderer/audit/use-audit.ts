import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import type { Client } from "#ipc/client.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

export type AuditEntry = MethodOutput<"audit.page">["entries"][number];
type Page = MethodOutput<"audit.page">;

const PAGE_ENTRIES = 50;

/** The newest entries; they alone tell how many there are. */
export function useFirstEntries(search: string) {
  const client = useClient();
  return useQuery({ ...pageQuery(client, search, 0), placeholderData: keepPreviousData, refetchOnMount: "always" });
}

/** The entry at a place of the list, newest first, of the pages under the visible part; undefined while on its way. */
export function useEntries(
  search: string,
  first: Page,
  from: number,
  to: number,
): (index: number) => AuditEntry | undefined {
  const client = useClient();
  const firstPage = Math.floor(Math.max(0, from) / PAGE_ENTRIES);
  const lastPage = Math.floor(Math.max(0, Math.min(to, first.total - 1)) / PAGE_ENTRIES);
  const numbers = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
  const pages = useQueries({ queries: numbers.map((number) => pageQuery(client, search, number)) });
  const loaded = [first, ...pages.flatMap((page) => (page.data === undefined ? [] : [page.data]))];
  return (index) => {
    const page = loaded.findLast(({ offset }) => index >= offset && index < offset + PAGE_ENTRIES);
    return page?.entries[index - page.offset];
  };
}

/** Everything that one entry holds. */
export function useAuditEntry(seq: number) {
  const client = useClient();
  return useQuery({ queryKey: ["audit", "entry", seq], queryFn: () => client.call("audit.entry", { seq }) });
}

/** What checking the whole log found: once when the tab is first opened, then whenever somebody asks. */
export function useAuditCheck() {
  const client = useClient();
  return useQuery({ queryKey: ["audit", "check"], queryFn: () => client.call("audit.check", {}) });
}

function pageQuery(client: Client, search: string, page: number) {
  return {
    // Apart from the check's key: a nudge reads the pages again, and never checks the whole log.
    queryKey: ["auditPages", search, page],
    queryFn: () => client.call("audit.page", { search, offset: page * PAGE_ENTRIES, limit: PAGE_ENTRIES }),
  };
}
