import { useRecentDecisions } from "#renderer/hooks/use-card.ts";
import { useDecisionAction } from "./use-decision-action.ts";
import { useUndoBatch } from "./use-undo-batch.ts";

/** Undoes the newest decision that is still held and brings its card back; where it was taken with others, all of them. */
export function useUndo(onUndone: (tokenId: string) => void): { readonly undoLast: () => void } {
  const recent = useRecentDecisions();
  const act = useDecisionAction();
  const batch = useUndoBatch();
  const last = recent.data?.find((decision) => decision.can.includes("undo"));
  return {
    undoLast: () => {
      if (last === undefined || act.isPending || batch.isPending) return;
      if (last.inBatch === true) batch.mutate();
      else act.mutate({ action: "undo", decisionId: last.decisionId }, { onSuccess: () => onUndone(last.tokenId) });
    },
  };
}
