import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";

/** The first few waiting gates that match; main does the searching. */
export function useGateSearch(search: string, enabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: ["queue", "palette", search],
    queryFn: () =>
      client.call("queue.page", { tab: "waiting", search, order: "deadline", snoozed: "also", offset: 0, limit: 8 }),
    enabled,
    placeholderData: keepPreviousData,
  });
}
