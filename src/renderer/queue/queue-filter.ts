import type { MethodInput } from "#ipc/contract.ts";

/** What the list is narrowed to and how it is ordered. */
export type QueueFilter = Omit<MethodInput<"queue.page">, "offset" | "limit" | "locate">;

export const initialFilter: QueueFilter = { tab: "waiting", search: "", order: "deadline" };

/** The same list without anything that hides gates. */
export function withoutNarrowing(filter: QueueFilter): QueueFilter {
  return { tab: filter.tab, order: filter.order, search: "" };
}

export function isNarrowed(filter: QueueFilter): boolean {
  return (
    filter.search !== "" ||
    filter.urgency !== undefined ||
    filter.environmentId !== undefined ||
    filter.snoozed !== undefined
  );
}
