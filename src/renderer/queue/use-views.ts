import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Client } from "#ipc/client.ts";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import type { QueueFilter } from "./queue-filter.ts";

export type SavedView = MethodOutput<"views.list">[number];

/** The saved views; none until they are read. */
export function useViews(): readonly SavedView[] {
  return useQuery(viewsQuery(useClient())).data ?? [];
}

/**
 * Changes the saved views; on the screen once they are on disk. They are stored together, so that changes wait for each
 * other: each sees what the one before it made.
 */
export function useChangeViews() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    scope: { id: "views" },
    mutationFn: async (change: (views: readonly SavedView[]) => readonly SavedView[]) => {
      // Where they could not be read, none of them may be taken for all of them.
      const stored = await queries.ensureQueryData(viewsQuery(client));
      return client.call("views.save", { views: [...change(stored)] });
    },
    onSuccess: (views) => queries.setQueryData(viewsQuery(client).queryKey, views),
  });
}

function viewsQuery(client: Client) {
  return queryOptions({ queryKey: ["views"], queryFn: () => client.call("views.list", {}) });
}

export function viewOf(name: string, { search, urgency, environmentId, order, snoozed }: QueueFilter): SavedView {
  return {
    name,
    search,
    order,
    ...(urgency !== undefined && { urgency }),
    ...(environmentId !== undefined && { environmentId }),
    ...(snoozed === "only" && { snoozed }),
  };
}

/** A view is one of what waits. */
export function filterOf({ name: _name, ...view }: SavedView): QueueFilter {
  return { tab: "waiting", ...view };
}

/** The saved view that the list shows just now. */
export function currentView(views: readonly SavedView[], filter: QueueFilter): SavedView | undefined {
  if (filter.tab !== "waiting") return undefined;
  return views.find(
    (view) => JSON.stringify(viewOf(view.name, filter)) === JSON.stringify(viewOf(view.name, filterOf(view))),
  );
}
