import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useClient } from "#renderer/client-context.ts";

/** Takes back what of the newest bulk decision is still held; main says how many had left already. */
export function useUndoBatch() {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.call("bulk.undo", {}),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["decisions"] }),
        queries.invalidateQueries({ queryKey: ["card"] }),
        queries.invalidateQueries({ queryKey: ["queue"] }),
      ]),
  });
}
