import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MethodInput, MethodOutput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";

/** Decides many gates; main answers with what it recorded, what had not been seen and what it refused. */
export function useDecideMany(onDecided: (answer: MethodOutput<"bulk.decide">) => void) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: MethodInput<"bulk.decide">) => client.call("bulk.decide", decision),
    onSuccess: onDecided,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["decisions"] }),
        queries.invalidateQueries({ queryKey: ["queue"] }),
      ]),
  });
}
