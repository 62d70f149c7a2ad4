import { notifyManager, useQueryClient } from "@tanstack/react-query";
import type { MethodInput } from "#ipc/contract.ts";
import { useClient } from "#renderer/client-context.ts";
import type { Card, Decision } from "#renderer/hooks/use-card.ts";
import { takeOffWaiting } from "#renderer/queue/use-queue-rows.ts";

/** Records a decision; the window shows it only once main says that it is on disk, and then everywhere in one frame. */
export function useRecord(tokenId: string) {
  const client = useClient();
  const queries = useQueryClient();
  return async (input: Omit<MethodInput<"decisions.record">, "tokenId">): Promise<void> => {
    const decision = await client.call("decisions.record", { tokenId, ...input });
    notifyManager.batch(() => {
      queries.setQueryData<Card>(["card", tokenId], (card) => (card === undefined ? card : { ...card, decision }));
      // The receipt is the newest decision there is: no need to ask for the list that it heads.
      queries.setQueryData<Decision[]>(["decisions"], (recent) => recent && [decision, ...recent]);
      takeOffWaiting(queries, tokenId);
    });
  };
}
