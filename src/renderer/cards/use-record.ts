import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MethodInput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import type { Card, Decision } from "#renderer/hooks/use-card.ts";

/** Records a decision; the card shows it only once main says that it is on disk. */
export function useRecord(tokenId: string) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<MethodInput<"decisions.record">, "tokenId">) =>
      client.call("decisions.record", { tokenId, ...input }),
    onSuccess: (decision) => {
      queries.setQueryData<Card>(["card", tokenId], (card) => (card === undefined ? card : { ...card, decision }));
      // The receipt is the newest decision there is: no need to ask for the list that it heads.
      queries.setQueryData<Decision[]>(["decisions"], (recent) => recent && [decision, ...recent]);
    },
  });
}
