import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

export type BulkGate = MethodOutput<"bulk.review">["gates"][number];
export type BulkVerdict = "approve" | "reject";

/** The review list as main judges it, judged anew at every nudge about the queue. */
export function useBulkReview(verdict: BulkVerdict, tokenIds: readonly string[]) {
  const client = useClient();
  return useQuery({
    queryKey: ["queue", "review", verdict, tokenIds],
    queryFn: () => client.call("bulk.review", { verdict, tokenIds: [...tokenIds] }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    gcTime: 0,
  });
}
