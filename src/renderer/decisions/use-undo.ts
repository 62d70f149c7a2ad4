import { useRecentDecisions } from "#renderer/hooks/use-card.ts";
import { useDecisionAction } from "./use-decision-action.ts";

/** Undoes the newest decision that is still held and brings its card back. */
export function useUndo(onUndone: (tokenId: string) => void): { readonly undoLast: () => void } {
  const recent = useRecentDecisions();
  const act = useDecisionAction();
  const last = recent.data?.find((decision) => decision.can.includes("undo"));
  return {
    undoLast: () => {
      if (last === undefined || act.isPending) return;
      act.mutate({ action: "undo", decisionId: last.decisionId }, { onSuccess: () => onUndone(last.tokenId) });
    },
  };
}
