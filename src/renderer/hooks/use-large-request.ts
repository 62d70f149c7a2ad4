import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import type { MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

/** The open card's large request, as it was proved under that digest. */
export interface LargeRequest {
  readonly tokenId: string;
  readonly digest: string;
}

export type ParameterRow = MethodOutput<"card.parameters">["rows"][number];

/** The rows of its parameters, a page at a time: it never comes in one piece. */
export function useParameterRows({ tokenId, digest }: LargeRequest) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ["parameters", tokenId, digest],
    queryFn: ({ pageParam }) => client.call("card.parameters", { tokenId, digest, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const known = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return known < total ? known : undefined;
    },
    // Not kept for a card that was put away: main drops the request then, and so does the window.
    gcTime: 0,
  });
}

/** One text of it, a piece at a time; at "" the whole of it as JSON. */
export function useLongText({ tokenId, digest }: LargeRequest, path: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ["text", tokenId, digest, path],
    queryFn: ({ pageParam }) => client.call("card.text", { tokenId, digest, path, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: ({ length }, pages) => {
      const known = pages.reduce((sum, page) => sum + page.text.length, 0);
      return known < length ? known : undefined;
    },
    gcTime: 0,
  });
}

/** Has main try once more to read it. */
export function useReadAgain() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call("card.readAgain", {}) });
}
