import { useQueryClient } from "@tanstack/react-query";
import type { Decision } from "#renderer/hooks/use-card.ts";
import { useDecisionAction } from "./use-decision-action.ts";
import { useUndoBatch } from "./use-undo-batch.ts";

/**
 * Undoes the newest decision that is still held and brings its card back; where it was taken with others, all of them.
 * Which one that is, is looked up when it is asked for: the whole window would be rendered at every decision otherwise.
 */
export function useUndo(onUndone: (tokenId: string) => void): { readonly undoLast: () => void } {
  const queries = useQueryClient();
  const act = useDecisionAction();
  const batch = useUndoBatch();
  return {
    undoLast: () => {
      const recent = queries.getQueryData<Decision[]>(["decisions"]);
      const last = recent?.find((decision) => decision.can.includes("undo"));
      if (last === undefined || act.isPending || batch.isPending) return;
      if (last.inBatch === true) batch.mutate();
      else act.mutate({ action: "undo", decisionId: last.decisionId }, { onSuccess: () => onUndone(last.tokenId) });
    },
  };
}
